import { browserDate } from "@/lib/clock/page-clock"
import { type ChannelRegistry, compareEvery } from "./channel-registry"

/** How often, in ms, the page looks at the clock. */
const tickEvery = 5000
/** So long, in ms, nothing but sleep keeps the timer of a page that is seen from running. */
const sleptAfter = 20_000
/** The same of a hidden page, whose timers browsers let run once a minute. */
const sleptAfterHidden = 90_000

/** What is watched of a page. */
export type WatchedPage = {
  window: EventTarget
  document: EventTarget & Pick<Document, "visibilityState">
}

/**
 * Tells `registry` of what a socket does not say by itself, until the returned function is called: the network went and
 * came, the page is looked at again, and the machine has slept, after which a socket may look open for a minute and be
 * dead. A page that is seen compares itself with the database now and then.
 */
export function watchPage(registry: ChannelRegistry, { window, document }: WatchedPage): () => void {
  const isSeen = () => document.visibilityState === "visible"
  let wasSeen = isSeen()
  let tickedAt = browserDate()
  let comparedAt = tickedAt

  /** Whether the timers have stood still since the last look at the clock. */
  const hasSlept = () => {
    const stoodFor = browserDate() - tickedAt
    const longest = wasSeen ? sleptAfter : sleptAfterHidden
    tickedAt = browserDate()
    wasSeen = isSeen()
    return stoodFor > longest
  }
  const compare = () => {
    comparedAt = browserDate()
    void registry.compare()
  }
  const back = () => void registry.goOnline()
  const gone = () => registry.goOffline()
  const tick = () => {
    if (hasSlept()) back()
    else if (isSeen() && browserDate() - comparedAt >= compareEvery) compare()
  }
  const seen = () => {
    if (hasSlept()) return back()
    if (!isSeen()) return
    registry.retryNow()
    compare()
  }

  const ticking = setInterval(tick, tickEvery)
  window.addEventListener("online", back)
  window.addEventListener("offline", gone)
  document.addEventListener("visibilitychange", seen)
  return () => {
    clearInterval(ticking)
    window.removeEventListener("online", back)
    window.removeEventListener("offline", gone)
    document.removeEventListener("visibilitychange", seen)
  }
}
