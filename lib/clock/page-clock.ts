import { ServerClock } from "./server-clock"

const clock = new ServerClock({ steady: () => performance.now(), date: () => Date.now() })
let isStarted = false

/**
 * The present time in ms since 1970, as the servers have it: the one clock a page may ask. What the database wrote can
 * be compared with it, however wrong the machine's own clock is.
 */
export function now(): number {
  return clock.now()
}

/** The browser's own date, in ms since 1970: wrong by any time, but it goes on while the machine sleeps. */
export function browserDate(): number {
  return Date.now()
}

/** By how much the browser's date is ahead of the servers', in ms. */
export function dateAhead(): number {
  return clock.dateError()
}

/** Starts the page's clock with the time at which the server rendered this document. Only the first call counts. */
export function startClock(renderedAt: number) {
  if (isStarted || typeof window === "undefined") return
  isStarted = true
  const [document] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[]
  // A document out of the browser's cache tells when it was made, not what time it is.
  if (!document || document.transferSize > 0) {
    const sentAt = document?.requestStart ?? 0
    clock.hear({
      time: renderedAt,
      precision: 0,
      sentAt,
      heardAt: document?.responseStart || performance.now(),
    })
  } else void askApp()
  clock.onDoubt(() => void askApp())
}

/** `fetch` that listens to what time its answers say it is. */
export async function timedFetch(...request: Parameters<typeof fetch>): Promise<Response> {
  const sentAt = performance.now()
  const answer = await fetch(...request)
  const time = Date.parse(answer.headers.get("date") ?? "")
  if (!Number.isNaN(time)) clock.hear({ time, precision: 1000, sentAt, heardAt: performance.now() })
  return answer
}

/** Takes in what time the database said it was, `time`, in the answer to what was asked at `sentAt` (`performance.now()`). */
export function hearDatabase(time: number, sentAt: number) {
  clock.hear({ time, precision: 0, sentAt, heardAt: performance.now() })
}

/** Asks the app for nothing but the time. The next answer to anything else tells it as well. */
function askApp(): Promise<unknown> {
  return timedFetch("/icon.svg", { method: "HEAD", cache: "no-store" }).catch(() => undefined)
}
