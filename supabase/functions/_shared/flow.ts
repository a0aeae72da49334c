import { z } from "zod"

const spokenText = z.string().trim().min(1).max(1000)

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
