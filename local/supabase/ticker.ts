import type { TickerTarget } from "./options.ts"

/** Calls the target at its interval until stopped. */
export interface Ticker {
  /** null stops the calls. */
  set: (target: TickerTarget | null) => void
  stop: () => Promise<void>
}

/** A call that takes longer is given up. */
const longestCallMs = 30_000

/**
 * What pg_cron and pg_net do on hosted Supabase: an empty POST at an interval. Calls never overlap: while one is
 * running, turns are left out. Trouble is logged when it begins and when it is over, not at every turn.
 */
export function createTicker(log: (line: string) => void): Ticker {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let abort = new AbortController()
  let isFailing = false

  const call = async (target: TickerTarget) => {
    let trouble: string | null = null
    try {
      const response = await fetch(target.url, {
        method: "POST",
        headers: { authorization: `Bearer ${target.secret}` },
        signal: AbortSignal.any([abort.signal, AbortSignal.timeout(longestCallMs)]),
      })
      await response.arrayBuffer()
      if (!response.ok) trouble = `status ${response.status}`
    } catch (error) {
      if (abort.signal.aborted) return
      trouble = error instanceof Error ? error.message : String(error)
    }
    if (trouble !== null && !isFailing) log(`ticker: ${target.url} does not take the call (${trouble})`)
    if (trouble === null && isFailing) log(`ticker: ${target.url} takes calls again`)
    isFailing = trouble !== null
  }
  const clear = () => {
    if (timer !== null) clearInterval(timer)
    timer = null
  }
  return {
    set: (target) => {
      clear()
      isFailing = false
      if (target === null) return
      timer = setInterval(() => {
        running ??= call(target).finally(() => {
          running = null
        })
      }, target.everyMs)
    },
    stop: async () => {
      clear()
      abort.abort()
      await running
      abort = new AbortController()
    },
  }
}
