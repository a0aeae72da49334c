import type { Exchange } from "../exchange.ts"
import { receiveCall } from "../instructions/receive-call.ts"
import type { NumberConfig } from "../options.ts"
import type { Alert } from "../state/alerts.ts"
import type { Call } from "../state/call.ts"
import type { FaultSettings } from "../webhooks/fault-set.ts"
import { BusyDays } from "./busy-day.ts"
import { listen } from "./heard.ts"
import { ScriptedLine } from "./scripted-line.ts"
import type {
  BusyDaySetup,
  BusyDayView,
  CallView,
  EndpointSetup,
  Heard,
  PartyAction,
  ScriptedCall,
  StateView,
} from "./types.ts"
import { callView, conferenceView } from "./views.ts"
import { withheldNumber } from "./withheld.ts"

const DEFAULT_ANSWER_AFTER_MS = 500

/** Something the control API was asked for does not exist. */
export class NotThereError extends Error {
  override name = "NotThereError"
}

/** What tests and the demo do with the world outside: place calls, be called, listen, break things. */
export class Control {
  readonly #exchange: Exchange
  readonly #busyDays: BusyDays

  constructor(exchange: Exchange) {
    this.#exchange = exchange
    this.#busyDays = new BusyDays(exchange, (setup) => this.call(setup))
  }

  /** A scripted party calls one of the account's numbers. */
  call({ from, to, script = [], withheld = false, callerName, forwardedFrom }: ScriptedCall): CallView {
    const line = new ScriptedLine(this.#exchange, { behaviour: "answer", ringsMs: 0, script: [] })
    const call = receiveCall(this.#exchange, {
      from: withheld ? withheldNumber(withheld) : from,
      to,
      line,
      ...(callerName ? { callerName } : {}),
      ...(forwardedFrom ? { forwardedFrom } : {}),
    })
    line.run(call, script)
    return callView(call)
  }

  /** @throws NotThereError */
  view(sid: string): CallView {
    return callView(this.#find(sid))
  }

  /** The party presses, hangs up or speaks a tone. @throws NotThereError */
  act(sid: string, action: PartyAction): CallView {
    const call = this.#find(sid)
    if ("press" in action) call.partyPresses(action.press)
    else if ("hangup" in action) call.partyEnds(call.answered ? "completed" : "canceled")
    else if (call.line instanceof ScriptedLine) call.line.tone(action.tone, action.ms)
    return callView(call)
  }

  /** Listens for `ms` to what the party of a call hears. @throws NotThereError */
  heard(sid: string, ms: number, hz: number[]): Promise<Heard> {
    return listen(this.#exchange.clock, this.#find(sid), ms, hz)
  }

  /** From now on somebody is at that number. */
  setEndpoint({ number, behaviour, answerAfterMs, script = [] }: EndpointSetup): void {
    const ringsMs = answerAfterMs ?? (behaviour === "no-answer" ? null : DEFAULT_ANSWER_AFTER_MS)
    const callee = { behaviour, ringsMs, script }
    this.#exchange.directory.register(number, () => new ScriptedLine(this.#exchange, callee))
  }

  /** Replaces the account's numbers. */
  setNumbers(numbers: NumberConfig[]): void {
    this.#exchange.numbers.replace(numbers)
  }

  /** Replaces all faults. */
  setFaults(faults: FaultSettings): void {
    this.#exchange.faults.set(faults)
  }

  /** Adds faults to those there are; others' stay as they are. */
  addFaults(faults: FaultSettings): { id: string } {
    return { id: this.#exchange.faults.add(faults) }
  }

  /** Takes away exactly the faults that were added under `id`. @throws NotThereError */
  removeFaults(id: string): void {
    if (!this.#exchange.faults.remove(id)) throw new NotThereError(`there are no faults ${id}`)
  }

  alerts(): Alert[] {
    return this.#exchange.alerts.list()
  }

  clearAlerts(): void {
    this.#exchange.alerts.clear()
  }

  /** Everything that has not ended. */
  state(): StateView {
    const { calls, conferences, clients, webhooks } = this.#exchange
    return {
      calls: calls.live().map((call) => {
        const { moments: _moments, ...rest } = callView(call)
        return rest
      }),
      conferences: conferences
        .list()
        .filter((each) => each.status !== "completed")
        .map(conferenceView),
      clients: clients.identities(),
      pendingWebhooks: webhooks.pending,
    }
  }

  startBusyDay(setup: BusyDaySetup): BusyDayView {
    return this.#busyDays.start(setup)
  }

  busyDay(id: string): BusyDayView | null {
    return this.#busyDays.view(id)
  }

  stop(): void {
    this.#busyDays.stop()
  }

  #find(sid: string): Call {
    const call = this.#exchange.calls.get(sid)
    if (!call) throw new NotThereError(`there is no call ${sid}`)
    return call
  }
}
