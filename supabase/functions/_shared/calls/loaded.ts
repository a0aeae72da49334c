import { z } from "zod"
import { flowDefinition } from "../flow.ts"
import { effect } from "./effects.ts"
import { fact } from "./facts.ts"
import { instant } from "./time.ts"

const id = z.uuid()

const candidate = z.object({
  memberId: id,
  name: z.string(),
  isDisabled: z.boolean(),
  isPhoneUser: z.boolean(),
  hasInboxRole: z.boolean(),
  status: z.enum(["available", "offline"]),
  heartbeatAt: instant.nullable(),
  isBusy: z.boolean(),
  afterCallUntil: instant.nullable(),
  idleSince: instant,
})

const dialledNumber = z.object({
  id,
  accountId: id,
  inboxId: id,
  number: z.string(),
  isRecorded: z.boolean(),
  refusalAnswers: z.boolean(),
  hasCloudPhone: z.boolean(),
  isCallerBlocked: z.boolean(),
  contactId: id.nullable(),
  flowVersionId: id.nullable(),
  hours: z.object({
    timeZone: z.string(),
    opening: z.array(z.object({ weekday: z.int(), opens: z.string(), closes: z.string() })),
    holidays: z.array(z.string()),
  }),
})

const queue = z.object({
  id,
  offerSeconds: z.int().positive(),
  maxWaitSeconds: z.int().positive(),
  afterCallSeconds: z.int().nonnegative(),
})

const deadlineKind = z.enum(["acknowledge", "ring", "offer", "max_wait", "after_call", "recording_overdue"])

/** The language the customer is spoken to in. */
export const language = z.enum(["ja", "en"])
export type Language = z.infer<typeof language>

/** What the SQL function `load_call` answers. */
export const loadedCall = z.object({
  /** The database's clock: the only one decisions are made by. */
  now: instant,
  repeated: z.object({ call_id: id.nullable(), answer: z.unknown() }).optional(),
  actor_member_id: id.nullish(),
  deadline: z.object({ kind: deadlineKind, subjectId: id.nullable() }).nullish(),
  given_up: z.object({ effect, error: z.string() }).nullish(),
  facts: z.array(fact).nullish(),
  language: language.optional(),
  number: dialledNumber.optional(),
  // A definition that does not hold what it must is as good as none: the caller hears an apology.
  flow: flowDefinition.nullish().catch(null),
  queue: queue.nullish(),
  candidates: z.array(candidate).optional(),
  mayOfferedAnswer: z.boolean().optional(),
  olderCalls: z.array(z.object({ id, tried: z.array(id) })).optional(),
})
export type LoadedCall = z.infer<typeof loadedCall>
