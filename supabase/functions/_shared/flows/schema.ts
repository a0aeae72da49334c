import { z } from "zod"

// What `flow_versions.definition` holds: a graph of blocks, whole in itself. A draft has the same shape; what is still missing in
// it (a target that is null, a queue nobody has chosen) is a fault that `validate` names.

/** A text that is spoken: without characters XML 1.0 cannot carry (w3.org/TR/xml/#charsets), since TwiML is XML. */
const spokenText = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .regex(/^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u)

/** What a caller hears: a text in a voice, or audio of which `text` says what it says, and which is spoken where it cannot be played. */
export const speech = z.strictObject({
  text: spokenText,
  voice: z.enum(["ja", "en"]),
  audioId: z.uuid().nullable(),
})
export type Speech = z.infer<typeof speech>

/** A block's name within its version, and where an exit leads: null while it is not connected. */
const blockId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
const target = blockId.nullable()

/** A key of a telephone. */
export const telephoneKey = z.enum(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#"])

const keyed = z.strictObject({ key: telephoneKey, next: target })
const e164 = z.string().regex(/^\+[1-9][0-9]{6,14}$/)

/** A day of the calendar, `YYYY-MM-DD`, that exists. */
export const day = z.iso.date()

/**
 * Times of a weekday (0 is Sunday), `HH:MM` from that day's midnight. As Japan writes them, what closes after midnight goes on
 * counting: `26:00` is two in the morning of the next day, and belongs to the day it began on.
 */
export const opening = z
  .strictObject({
    weekday: z.int().min(0).max(6),
    opens: z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/),
    closes: z.string().regex(/^([0-3][0-9]|4[0-7]):[0-5][0-9]$/),
  })
  .refine(({ opens, closes }) => opens < closes, { path: ["closes"], message: "closes before it opens" })
export type Opening = z.infer<typeof opening>

/** A dated day on which nothing is open, and its name. */
export const holiday = z.strictObject({ day, name: z.string().trim().min(1).max(80) })
export type Holiday = z.infer<typeof holiday>

const common = {
  id: blockId,
  /** What its owner calls it; null: by its kind. */
  name: z.string().trim().min(1).max(80).nullable(),
}

const hours = z.strictObject({
  ...common,
  kind: z.literal("hours"),
  opening: z.array(opening).max(50),
  holidays: z.array(holiday).max(1000),
  open: target,
  closed: target,
})

const numberCheck = z.strictObject({
  ...common,
  kind: z.literal("number_check"),
  blocked: z.strictObject({ numbers: z.array(e164).max(500), next: target }).nullable(),
  important: z.strictObject({ numbers: z.array(e164).max(500), next: target }).nullable(),
  otherwise: target,
})

const announce = z.strictObject({ ...common, kind: z.literal("announce"), say: speech, next: target })

/** Where a caller goes who presses nothing, or nothing that leads anywhere, once they have been asked `retries` more times. */
const unheard = z.strictObject({ say: speech.nullable(), next: target })

const menu = z.strictObject({
  ...common,
  kind: z.literal("menu"),
  prompt: speech,
  keys: z.array(keyed).max(12),
  /** How long a caller may think after the prompt. */
  waitSeconds: z.int().min(1).max(30),
  retries: z.int().min(0).max(5),
  noInput: unheard,
  wrongInput: unheard,
})

const queue = z.strictObject({
  ...common,
  kind: z.literal("queue"),
  queueId: z.uuid().nullable(),
  /** Null: as long, and as many, as the queue itself says. */
  maxWaitSeconds: z.int().min(10).max(3600).nullable(),
  maxLength: z.int().min(1).max(500).nullable(),
  saysPosition: z.boolean(),
  /** Null: the product's own music. */
  musicId: z.uuid().nullable(),
  overflow: target,
  /** Keys that lead elsewhere while one waits: to a voicemail, say. */
  exits: z.array(keyed).max(11),
  /** The key that asks to be called back, and what is said to it. */
  callback: z.strictObject({ key: telephoneKey, say: speech }).nullable(),
})

const external = z.strictObject({
  ...common,
  kind: z.literal("external"),
  /** As it was typed: `validate` says whether it can be dialled. */
  number: z.string().max(64),
  ringSeconds: z.int().min(5).max(120),
  unanswered: target,
})

const voicemail = z.strictObject({
  ...common,
  kind: z.literal("voicemail"),
  greeting: speech,
  maxSeconds: z.int().min(10).max(600),
})

const hangup = z.strictObject({ ...common, kind: z.literal("hangup"), say: speech.nullable() })

export const block = z.discriminatedUnion("kind", [
  hours,
  numberCheck,
  announce,
  menu,
  queue,
  external,
  voicemail,
  hangup,
])
export type Block = z.infer<typeof block>

/** A version of a flow: immutable once it is stored, and pinned to the calls that came to it. */
export const flowDefinition = z.strictObject({
  kind: z.literal("graph"),
  /** IANA name: the account's, when it was published. */
  timeZone: z.string().min(1).max(64).refine(isTimeZone, { message: "no such time zone" }),
  /** Whether the caller hears that the call is recorded before anybody can talk to them (D1); only where the number records. */
  recordingNotice: z.boolean(),
  start: target,
  /** Where a call goes that has been in the flow for too long. */
  overflow: target,
  limit: z.strictObject({ minutes: z.int().min(1).max(120), steps: z.int().min(10).max(500) }),
  blocks: z.array(block).min(1).max(100),
})
export type FlowDefinition = z.infer<typeof flowDefinition>

/** How long a call may be in a flow, and how often it may move, where its owner says nothing else. */
export const usualLimit = { minutes: 30, steps: 200 }

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone })
    return true
  } catch {
    return false
  }
}
