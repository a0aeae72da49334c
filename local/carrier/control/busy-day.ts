import type { Calls } from "../state/calls.ts"
import type { Numbers } from "../state/numbers.ts"
import { seededRandom } from "../webhooks/random.ts"
import type { Step } from "./script.ts"
import type { BusyDaySetup, BusyDayView, CallView, ScriptedCall } from "./types.ts"

const DEFAULT_PATIENCE_MS = 60_000

interface Day {
  id: string
  planned: number
  callSids: string[]
  timers: NodeJS.Timeout[]
}

/** Places many calls like a day does: uneven, impatient, some withheld. The same seed plans the same day. */
export class BusyDays {
  readonly #calls: Calls
  readonly #numbers: Numbers
  readonly #call: (setup: ScriptedCall) => CallView
  readonly #days = new Map<string, Day>()

  constructor(
    { calls, numbers }: { calls: Calls; numbers: Numbers },
    call: (setup: ScriptedCall) => CallView,
  ) {
    this.#calls = calls
    this.#numbers = numbers
    this.#call = call
  }

  start(setup: BusyDaySetup): BusyDayView {
    const day: Day = { id: `day-${this.#days.size + 1}`, planned: setup.calls, callSids: [], timers: [] }
    this.#days.set(day.id, day)
    for (const { at, call } of planDay(
      setup,
      this.#numbers.list().map(({ e164 }) => e164),
    )) {
      day.timers.push(setTimeout(() => day.callSids.push(this.#call(call).sid), at))
    }
    return this.#view(day)
  }

  view(id: string): BusyDayView | null {
    const day = this.#days.get(id)
    return day ? this.#view(day) : null
  }

  stop(): void {
    for (const day of this.#days.values()) for (const timer of day.timers) clearTimeout(timer)
  }

  #view(day: Day): BusyDayView {
    const byStatus: Record<string, number> = {}
    for (const sid of day.callSids) {
      const status = this.#calls.get(sid)?.status ?? "forgotten"
      byStatus[status] = (byStatus[status] ?? 0) + 1
    }
    return { id: day.id, planned: day.planned, placed: day.callSids.length, byStatus, callSids: day.callSids }
  }
}

/** The calls of a day with the milliseconds after its start at which each is placed. */
function planDay(setup: BusyDaySetup, allNumbers: string[]): { at: number; call: ScriptedCall }[] {
  const random = seededRandom(setup.seed ?? 1)
  const numbers = setup.to ?? allNumbers
  if (numbers.length === 0) throw new Error("there is no number to call")
  const plan = Array.from({ length: setup.calls }, () => {
    // The mean of two draws crowds the middle of the day.
    const at = ((random() + random()) / 2) * setup.overMs
    const to = numbers[Math.floor(random() * numbers.length)] ?? ""
    const from = `+8190${String(Math.floor(random() * 100_000_000)).padStart(8, "0")}`
    const withheld = random() < (setup.withheldShare ?? 0.05)
    return {
      at,
      call: { from, to, withheld, script: customerScript(random, setup.patienceMs ?? DEFAULT_PATIENCE_MS) },
    }
  })
  return plan.sort((a, b) => a.at - b.at)
}

/** Speaks now and then and hangs up when its patience or its business is over. */
function customerScript(random: () => number, patienceMs: number): Step[] {
  const patience = patienceMs * (0.3 + 0.7 * random())
  const hz = 300 + Math.floor(random() * 12) * 50
  const speak: Step[] = [{ tone: hz, ms: 800, level: 0.2 }, { wait: Math.floor(patience / 2) }]
  return [...speak, ...speak, { hangup: true }]
}
