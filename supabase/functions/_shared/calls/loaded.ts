import { z } from "zod"
import { flowDefinition } from "../flows/schema.ts"
import { effect } from "./effects.ts"
import { fact } from "./facts.ts"
import { language } from "./language.ts"
import { camelCased } from "./spelling.ts"
import { instant } from "./time.ts"

const id = z.uuid()

const candidate = z
  .object({
    member_id: id,
    name: z.string(),
    is_disabled: z.boolean(),
    is_phone_user: z.boolean(),
    has_inbox_role: z.boolean(),
    status: z.enum(["available", "offline"]),
    heartbeat_at: instant.nullable(),
    is_busy: z.boolean(),
    after_call_until: instant.nullable(),
    idle_since: instant,
    last_offered_at: instant.nullable().default(null),
  })
  .transform(camelCased)

const dialledNumber = z
  .object({
    id,
    account_id: id,
    inbox_id: id,
    number: z.string(),
    is_recorded: z.boolean(),
    records_without_agent: z.boolean(),
    recording_days: z.int().positive().nullable(),
    refusal_answers: z.boolean(),
    has_cloud_phone: z.boolean(),
    is_caller_blocked: z.boolean(),
    contact_id: id.nullable(),
    flow_version_id: id.nullable(),
  })
  .transform(camelCased)

const queue = z
  .object({
    id,
    offer_seconds: z.int().positive(),
    max_wait_seconds: z.int().positive(),
    after_call_seconds: z.int().nonnegative(),
    order: z.enum(["longest_idle", "round_robin"]),
  })
  .transform(camelCased)

const olderCalls = z.array(z.object({ id, tried: z.array(id) }))

const dialling = z
  .object({
    number: z
      .object({
        id,
        account_id: id,
        inbox_id: id,
        number: z.string(),
        is_recorded: z.boolean(),
        records_without_agent: z.boolean(),
        recording_days: z.int().positive().nullable(),
        may_call_0800: z.boolean(),
      })
      .transform(({ may_call_0800: mayCall0800, ...number }) => ({ ...camelCased(number), mayCall0800 })),
    own_numbers: z.array(z.string()),
    contact_id: id.nullable(),
    is_callee_blocked: z.boolean(),
    has_inbox_role: z.boolean(),
    is_busy: z.boolean(),
    dialled_lately: z.int(),
  })
  .transform(camelCased)

const deadlineKind = z.enum([
  "acknowledge",
  "ring",
  "offer",
  "max_wait",
  "flow_limit",
  "message",
  "after_call",
  "recording_overdue",
  "recording_delete",
  "dial",
  "come_back",
])

const waiting = z
  .object({ queue, candidates: z.array(candidate), older_calls: olderCalls })
  .transform(camelCased)

/** What the SQL function `load_call` answers, in snake case; from here on in the app's spelling. */
export const loadedCall = z
  .object({
    /** The database's clock: the only one decisions are made by. */
    now: instant,
    repeated: z.object({ call_id: id.nullable(), answer: z.unknown() }).transform(camelCased).optional(),
    actor_member_id: id.nullish(),
    deadline: z.object({ kind: deadlineKind, subject_id: id.nullable() }).transform(camelCased).nullish(),
    given_up: z.object({ effect, error: z.string() }).nullish(),
    facts: z.array(fact).nullish(),
    language: language.optional(),
    number: dialledNumber.optional(),
    // A definition that does not hold what it must is as good as none: the caller hears an apology.
    flow: flowDefinition.nullish().catch(null),
    queue: queue.nullish(),
    candidates: z.array(candidate).optional(),
    may_offered_answer: z.boolean().optional(),
    dialling: dialling.nullish(),
    unfit: z.array(id).optional(),
    colleague: candidate.nullish(),
    outside: z
      .object({
        shown: z
          .object({ number: z.string(), may_call_0800: z.boolean() })
          .transform(({ may_call_0800: mayCall0800, number }) => ({ number, mayCall0800 })),
        own_numbers: z.array(z.string()),
        is_callee_blocked: z.boolean(),
      })
      .transform(camelCased)
      .nullish(),
    supervisor: z
      .object({ may_supervise: z.boolean(), is_busy: z.boolean() })
      .transform(camelCased)
      .nullish(),
    target: waiting.nullish(),
    flow_queues: z.array(waiting).optional(),
    may_dial: z.boolean().optional(),
    older_calls: olderCalls.optional(),
  })
  .transform(camelCased)
export type LoadedCall = z.infer<typeof loadedCall>
