import { z } from "zod"

/** A text that is spoken: without characters XML 1.0 cannot carry (w3.org/TR/xml/#charsets), since TwiML is XML. */
const spokenText = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .regex(/^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u)

/** The template flow: say something, then wait for the queue. Texts are spoken in the account's language. */
export const templateFlow = z.strictObject({
  kind: z.literal("template"),
  queue_id: z.uuid(),
  /** Whether the caller hears that the call is recorded (D1); only where the number records. */
  recording_notice: z.boolean(),
  greeting: spokenText.nullable(),
  closed_message: spokenText,
  no_answer_message: spokenText,
})

/** What `flow_versions.definition` may hold, when it is written and when it is read. */
export const flowDefinition = z.discriminatedUnion("kind", [templateFlow])

export type FlowDefinition = z.infer<typeof flowDefinition>
