import type { Alert } from "../state/alerts.ts"
import type { FaultSettings } from "../webhooks/fault-set.ts"
import type {
  BusyDaySetup,
  BusyDayView,
  CallView,
  EndpointSetup,
  Heard,
  NumberConfig,
  PartyAction,
  ScriptedCall,
  StateView,
} from "./types.ts"

/** The carrier's control API over HTTP; every method rejects with the carrier's own words when it refuses. */
export class CarrierControl {
  readonly #url: string
  readonly #token: string

  /** @param url where the carrier listens, for instance `http://127.0.0.1:4100` */
  constructor(url: string, token: string) {
    this.#url = url
    this.#token = token
  }

  call(setup: ScriptedCall): Promise<CallView> {
    return this.#ask("POST", "calls", setup)
  }

  view(sid: string): Promise<CallView> {
    return this.#ask("GET", `calls/${sid}`)
  }

  act(sid: string, action: PartyAction): Promise<CallView> {
    return this.#ask("POST", `calls/${sid}`, action)
  }

  /** Listens for `ms` to what the party of a call hears. */
  heard(sid: string, ms: number, hz: number[] = []): Promise<Heard> {
    return this.#ask("GET", `calls/${sid}/heard?ms=${ms}&hz=${hz.join(",")}`)
  }

  setEndpoint(setup: EndpointSetup): Promise<void> {
    return this.#ask("POST", "endpoints", setup)
  }

  setNumbers(numbers: NumberConfig[]): Promise<void> {
    return this.#ask("PUT", "numbers", numbers)
  }

  /** Replaces all faults, whoever set them; of use where the carrier is one test's own. */
  setFaults(faults: FaultSettings): Promise<void> {
    return this.#ask("PUT", "faults", faults)
  }

  /** Adds faults to those there are and gives the name by which `removeFaults` takes exactly these away. */
  async addFaults(faults: FaultSettings): Promise<string> {
    return (await this.#ask<{ id: string }>("POST", "faults", faults)).id
  }

  removeFaults(id: string): Promise<void> {
    return this.#ask("DELETE", `faults/${id}`)
  }

  alerts(): Promise<Alert[]> {
    return this.#ask("GET", "alerts")
  }

  clearAlerts(): Promise<void> {
    return this.#ask("DELETE", "alerts")
  }

  state(): Promise<StateView> {
    return this.#ask("GET", "state")
  }

  startBusyDay(setup: BusyDaySetup): Promise<BusyDayView> {
    return this.#ask("POST", "busy-day", setup)
  }

  busyDay(id: string): Promise<BusyDayView> {
    return this.#ask("GET", `busy-day/${id}`)
  }

  /** Waits until the call's state satisfies `predicate`; rejects with what it is then when that takes too long. */
  async waitFor(sid: string, predicate: (call: CallView) => boolean, timeoutMs = 10_000): Promise<CallView> {
    const deadline = Date.now() + timeoutMs
    for (;;) {
      const call = await this.view(sid)
      if (predicate(call)) return call
      if (Date.now() > deadline) throw new Error(`call ${sid} is ${JSON.stringify(call)}`)
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.#url}/control/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const answer = (await response.json()) as T & { error?: string }
    if (!response.ok) throw new Error(`${method} /control/${path}: ${answer.error ?? response.status}`)
    return answer
  }
}

const POLL_MS = 25
