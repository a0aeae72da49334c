/** Limits of `call_memos`, in characters. */
export const subjectLimit = 200
export const bodyLimit = 20_000

type Candidate = {
  memberId: string | null
  messageId: string
  callId: string
  recordedAt: string | null
  startedAt: string
}

/**
 * The memo a ticket opens with: the person's own one of the live call, else their newest unrecorded one, else none.
 */
export function memoToWrite<M extends Candidate>(
  memos: M[],
  memberId: string,
  liveCallId: string | null,
): M | null {
  const drafts = memos.filter((memo) => memo.memberId === memberId && memo.recordedAt === null)
  drafts.sort((a, b) => b.startedAt.localeCompare(a.startedAt))
  return drafts.find((memo) => memo.callId === liveCallId) ?? drafts[0] ?? null
}

/** How long the conversation was, in ms; up to `now` while it lives, null when nobody answered. */
export function talkedFor(
  memo: { answeredAt: string | null; endedAt: string | null },
  now: number,
): number | null {
  if (!memo.answeredAt) return null
  const end = memo.endedAt ? Date.parse(memo.endedAt) : now
  return Math.max(0, end - Date.parse(memo.answeredAt))
}
