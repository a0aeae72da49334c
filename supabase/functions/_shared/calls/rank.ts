import type { RankedCandidate, Verdict } from "./facts.ts"
import type { Obstacle } from "./request-refusals.ts"
import { type Instant, millisecondsBetween } from "./time.ts"

/** A heartbeat older than this is a lost one: two beats of 5 s missed, plus 2 s (K2, K3). */
export const heartbeatLostMs = 12_000
/** Someone whose heartbeat is lost may still be back within this time; a caller waits for them that long. */
export const heartbeatHopeMs = 60_000

/** An agent of the queue as the database knows them now. */
export type Candidate = {
  memberId: string
  name: string
  isDisabled: boolean
  isPhoneUser: boolean
  /** At least Assistant in the call's inbox (A11). */
  hasInboxRole: boolean
  status: "available" | "offline"
  /** Of the open phone session; null when there is none. */
  heartbeatAt: Instant | null
  /** An open offer or a leg of their own. */
  isBusy: boolean
  afterCallUntil: Instant | null
  idleSince: Instant
  /** When the queue asked them last; null for never, and where its order does not need it. */
  lastOfferedAt: Instant | null
}

/** In which order a queue asks its agents (S3): who has been idle longest, or each in their turn. */
export type QueueOrder = "longest_idle" | "round_robin"

/** Another call that has waited longer in the same queue, with whom it has asked in its present round. */
export type OlderCall = { id: string; tried: readonly string[] }

export type Ranking = {
  chosen: Candidate | null
  /** In the queue's order, each with its verdict (K5). */
  ranked: RankedCandidate[]
  /** Whether waiting makes sense: somebody is at work and may come free. */
  mayComeFree: boolean
  /** Whether nobody is left but those asked in this round already. */
  isRoundOver: boolean
}

/**
 * Ranks a queue's agents for a call in its `order`: longest idle first (E3), or whom it has not asked for longest; each at most once a round (`tried`: member ids), and
 * nobody whom an older waiting call can have. `at` is the moment of the ranking.
 */
export function rank(
  candidates: readonly Candidate[],
  tried: readonly string[],
  olderCalls: readonly OlderCall[],
  at: Instant,
  order: QueueOrder = "longest_idle",
): Ranking {
  const inOrder = candidates.toSorted(order === "round_robin" ? byTurn : byIdleTime)
  const obstacles = new Map(inOrder.map((one) => [one.memberId, obstacleOf(one, at)]))
  const free = inOrder.filter((one) => obstacles.get(one.memberId) === null)
  const claimed = claimedByOlder(free, olderCalls)
  const untried = free.filter((one) => !tried.includes(one.memberId))
  const chosen = untried.find((one) => !claimed.has(one.memberId)) ?? null
  const verdictOf = (one: Candidate): Verdict => {
    const obstacle = obstacles.get(one.memberId)
    if (obstacle) return obstacle
    if (tried.includes(one.memberId)) return "already_tried"
    if (one === chosen) return "chosen"
    return claimed.has(one.memberId) ? "older_call_first" : "later"
  }
  return {
    chosen,
    ranked: inOrder.map((one) => ({ member_id: one.memberId, name: one.name, verdict: verdictOf(one) })),
    mayComeFree: inOrder.some((one) => mayComeFree(one, obstacles.get(one.memberId) ?? null, at)),
    isRoundOver: free.length > 0 && untried.length === 0,
  }
}

/** Whoever has never been asked comes first, and then whoever was asked before the others. */
function byTurn(a: Candidate, b: Candidate): number {
  const [first, second] = [a.lastOfferedAt ?? "", b.lastOfferedAt ?? ""]
  return first === second ? byIdleTime(a, b) : first < second ? -1 : 1
}

function byIdleTime(a: Candidate, b: Candidate): number {
  return Date.parse(a.idleSince) - Date.parse(b.idleSince) || (a.memberId < b.memberId ? -1 : 1)
}

/** Why `one` cannot be asked by any call now; null when they can. */
export function obstacleOf(one: Candidate, at: Instant): Obstacle | null {
  if (one.isDisabled) return "disabled"
  if (!one.isPhoneUser) return "not_a_phone_user"
  if (!one.hasInboxRole) return "no_inbox_role"
  if (one.heartbeatAt === null) return "not_signed_in"
  if (one.status === "offline") return "offline"
  if (millisecondsBetween(one.heartbeatAt, at) > heartbeatLostMs) return "unreachable"
  if (one.isBusy) return "busy"
  if (one.afterCallUntil !== null && one.afterCallUntil > at) return "after_call"
  return null
}

function mayComeFree(one: Candidate, obstacle: Verdict | null, at: Instant): boolean {
  if (obstacle === null || obstacle === "busy" || obstacle === "after_call") return true
  if (obstacle !== "unreachable" || one.heartbeatAt === null) return false
  return millisecondsBetween(one.heartbeatAt, at) <= heartbeatHopeMs
}

/** Each older call takes the first free agent it has not asked yet; what is left is for younger calls. */
function claimedByOlder(free: readonly Candidate[], olderCalls: readonly OlderCall[]): Set<string> {
  const claimed = new Set<string>()
  for (const call of olderCalls) {
    if (claimed.size === free.length) break
    const agent = free.find((one) => !claimed.has(one.memberId) && !call.tried.includes(one.memberId))
    if (agent) claimed.add(agent.memberId)
  }
  return claimed
}
