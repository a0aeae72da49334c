import type { Call } from "../state/call.ts"
import type { Moment } from "../state/call-record.ts"

/** Waits for moments of a call, each of which is used by one wait only. */
export class MomentWatch {
  #seen = 0

  /**
   * The first moment that matches and that no earlier wait has passed. Rejects with the signal's reason when aborted, and with an
   * error that names `what` after `timeoutMs`.
   */
  next(
    call: Call,
    matches: (moment: Moment) => boolean,
    what: string,
    { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
  ): Promise<Moment> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void): void => {
        clearTimeout(timer)
        call.off("moment", look)
        signal.removeEventListener("abort", onEnd)
        end()
      }
      const look = (): void => {
        while (this.#seen < call.moments.length) {
          const moment = call.moments[this.#seen++]
          if (!moment || !matches(moment)) continue
          settle(() => resolve(moment))
          return
        }
      }
      const onEnd = (): void => settle(() => reject(signal.reason))
      const onTime = (): void =>
        settle(() => reject(new Error(`'${what}' did not happen within ${timeoutMs} ms`)))
      const timer = setTimeout(onTime, timeoutMs)
      signal.addEventListener("abort", onEnd, { once: true })
      call.on("moment", look)
      look()
    })
  }
}
