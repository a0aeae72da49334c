import type { FlowDefinition } from "../flows/schema.ts"
import type { ShownNumber } from "./dialable.ts"
import type { Effect } from "./effects.ts"
import type { Candidate, OlderCall, QueueOrder } from "./rank.ts"
import type { Instant } from "./time.ts"

export type DeadlineKind =
  | "acknowledge"
  | "ring"
  | "offer"
  | "max_wait"
  | "flow_limit"
  | "message"
  | "after_call"
  | "recording_overdue"
  | "recording_delete"
  | "dial"
  | "come_back"

export type Queue = {
  id: string
  offerSeconds: number
  maxWaitSeconds: number
  afterCallSeconds: number
  order: QueueOrder
}

/** The dialled number and what its owner has set. */
export type DialledNumber = {
  id: string
  accountId: string
  inboxId: string
  number: string
  isRecorded: boolean
  /** Whether recording goes on when the last agent has left (D1). */
  recordsWithoutAgent: boolean
  /** How many days a recording is kept; null without limit. */
  recordingDays: number | null
  /** Whether a refused caller hears a message; otherwise the call is rejected without being answered. */
  refusalAnswers: boolean
  hasCloudPhone: boolean
  isCallerBlocked: boolean
  contactId: string | null
  flowVersionId: string | null
}

/** Who wants to dial, and as which number. */
export type Dialling = {
  number: {
    id: string
    accountId: string
    inboxId: string
    number: string
    isRecorded: boolean
    recordsWithoutAgent: boolean
    recordingDays: number | null
    mayCall0800: boolean
  }
  /** The account's numbers that somebody of it could dial. */
  ownNumbers: readonly string[]
  /** Of the number that was typed. */
  contactId: string | null
  /** Whether the account takes no calls of that number. */
  isCalleeBlocked: boolean
  /** Whether they may make the memo of a call of this inbox (A11). */
  hasInboxRole: boolean
  /** An open offer or a leg of their own. */
  isBusy: boolean
  /** Calls they began within the last minute. */
  dialledLately: number
}

/** A queue, with whom it may ask now and who waits in it. */
export type Waiting = { queue: Queue; candidates: readonly Candidate[]; olderCalls: readonly OlderCall[] }

/** Everything a decision may look at besides the call and the event. Clock and ids come in from outside. */
export type Context = {
  now: Instant
  /** A fresh id; a decision may take as many as it needs. */
  newId: () => string
  /** The member whose page sent the event. */
  actorMemberId: string | null
  /** The deadline that fires, when one does. */
  deadline: { kind: DeadlineKind; subjectId: string | null } | null
  /** The effect that was given up, when one was, and why. */
  givenUp: { effect: Effect; error: string } | null
  /** Only when a call arrives. */
  number: DialledNumber | null
  /** Only when somebody dials; null when they or the number are not known. */
  dialling: Dialling | null
  /** Whether who dialled may still do so: signed in to the phone, in an account that has one, with a role in the inbox. */
  mayDial: boolean
  /** Members in the call who may not take its calls (any more), or who are lost and in another by now: none of them is asked to come back. */
  unfit: readonly string[]
  /**
   * Only when somebody wants to supervise the call: whether their role in its inbox lets them, and whether they ring or talk in
   * another. Null for who has no role there, and so does not know of it.
   */
  supervisor: { maySupervise: boolean; isBusy: boolean } | null
  /** Only when a colleague is to be brought in; null for nobody of this account. */
  colleague: Candidate | null
  /** When a telephone is to be brought in, or its flow may lead there: how the call's number may be used. */
  outside: { shown: ShownNumber; ownNumbers: readonly string[]; isCalleeBlocked: boolean } | null
  /** Only when the call is handed to a queue. */
  target: Waiting | null
  /** The queue the call waits or would wait in: of its own, else of its number. */
  queue: Queue | null
  flow: FlowDefinition | null
  /** The other queues its flow may lead to, while the call may still come there. */
  flowQueues: readonly Waiting[]
  /** Whom the queue may ask. That they take part in this very call is seen in its legs. */
  candidates: readonly Candidate[]
  /** Whether who is being offered the call may still make its memo (A11); true while nobody is. */
  mayOfferedAnswer: boolean
  /** Others are choosing among the same agents right now, and faster: this call waits its turn instead. */
  isCrowded: boolean
  /** Oldest first. */
  olderCalls: readonly OlderCall[]
}
