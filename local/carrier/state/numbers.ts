import { EventEmitter } from "node:events"
import type { NumberConfig } from "../options.ts"

const E164 = /^\+[1-9]\d{6,14}$/

/** Whether it is a telephone number as Twilio takes it (E.164). */
export function isTelephoneNumber(value: string): boolean {
  return E164.test(value)
}

/** The account's telephone numbers; tells when they are replaced. */
export class Numbers extends EventEmitter<{ replaced: [] }> {
  #numbers: Map<string, NumberConfig>

  constructor(numbers: NumberConfig[]) {
    super()
    this.#numbers = byE164(numbers)
    this.setMaxListeners(0)
  }

  get(e164: string): NumberConfig | null {
    return this.#numbers.get(e164) ?? null
  }

  has(e164: string): boolean {
    return this.#numbers.has(e164)
  }

  list(): NumberConfig[] {
    return [...this.#numbers.values()]
  }

  replace(numbers: NumberConfig[]): void {
    this.#numbers = byE164(numbers)
    this.emit("replaced")
  }
}

function byE164(numbers: NumberConfig[]): Map<string, NumberConfig> {
  return new Map(numbers.map((number) => [number.e164, number]))
}
