/** What Twilio writes into its debugger: an error ends what was being done, a warning does not. */
export interface Alert {
  at: string
  level: "error" | "warning"
  /** Twilio's error code. */
  code: number
  message: string
  callSid?: string
  url?: string
}

const MAX_ALERTS = 2000

/** The account's debugger log. */
export class Alerts {
  readonly #alerts: Alert[] = []
  readonly #log: (line: string) => void

  constructor(log: (line: string) => void) {
    this.#log = log
  }

  add(alert: Omit<Alert, "at">): void {
    this.#alerts.push({ at: new Date().toISOString(), ...alert })
    if (this.#alerts.length > MAX_ALERTS) this.#alerts.shift()
    this.#log(`${alert.level} ${alert.code} ${alert.message}${alert.url ? ` (${alert.url})` : ""}`)
  }

  list(): Alert[] {
    return [...this.#alerts]
  }

  clear(): void {
    this.#alerts.length = 0
  }
}
