import { leaderLock } from "@/lib/phone/keys"

/**
 * Makes one tab of this browser the phone of `memberId` (K6): several would ring at once and fight for the line.
 * `onLead` is called when this tab is it; the lock goes with the tab, and the longest waiting tab follows.
 * Returns what gives the lead up, or the place in the queue. Browsers without locks let every tab lead, none of them `isSole`.
 */
export function runForLeader(memberId: string, onLead: (isSole: boolean) => void): () => void {
  const given = new AbortController()
  if (!("locks" in navigator)) {
    onLead(false)
    return () => undefined
  }
  const until = Promise.withResolvers<void>()
  navigator.locks
    .request(leaderLock(memberId), { signal: given.signal }, () => {
      onLead(true)
      return until.promise
    })
    .catch((error: unknown) => {
      // Leaving the queue is reported as an error of the request.
      if (!given.signal.aborted) throw error
    })
  return () => {
    given.abort()
    until.resolve()
  }
}
