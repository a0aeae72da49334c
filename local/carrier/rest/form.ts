import type { HttpMethod } from "../http.ts"
import { notImplemented, RestError } from "./reply.ts"

const INVALID_URL = 21205
const INVALID_PARAMETER = 20001

/** Reads the parameters of a REST request and knows which nobody has read. */
export class Form {
  readonly #params: URLSearchParams
  readonly #read = new Set<string>()

  constructor(params: URLSearchParams) {
    this.#params = params
  }

  has(name: string): boolean {
    this.#read.add(name)
    return this.#params.has(name)
  }

  text(name: string): string | null {
    this.#read.add(name)
    return this.#params.get(name)
  }

  required(name: string, code: number, message: string): string {
    const value = this.text(name)
    if (!value) throw new RestError(400, code, message)
    return value
  }

  flag(name: string): boolean | null {
    const value = this.text(name)
    if (value === null) return null
    const lower = value.toLowerCase()
    if (lower !== "true" && lower !== "false") throw invalid(name, value)
    return lower === "true"
  }

  integer(name: string): number | null {
    const value = this.text(name)
    if (value === null) return null
    if (!/^\d+$/.test(value)) throw invalid(name, value)
    return Number(value)
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | null {
    const value = this.text(name)
    if (value === null) return null
    const found = allowed.find((each) => each === value)
    if (!found) throw invalid(name, value)
    return found
  }

  method(name: string, fallback: HttpMethod): HttpMethod {
    return this.oneOf(name, ["GET", "POST"]) ?? fallback
  }

  /** An absolute URL, or null when it is absent or empty. */
  url(name: string): string | null {
    const value = this.text(name)
    if (!value) return null
    if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) {
      throw new RestError(400, INVALID_URL, `${name} is not a valid URL: ${value}`)
    }
    return value
  }

  /** Events, given as repeated parameters or as one separated by spaces. */
  events(name: string, fallback: string[]): string[] {
    this.#read.add(name)
    const values = this.#params.getAll(name).flatMap((value) => value.split(/[\s,]+/))
    const events = values.filter((value) => value !== "")
    return events.length > 0 ? events : fallback
  }

  /** Parameters that exist at Twilio and change nothing here. */
  ignore(...names: string[]): void {
    for (const name of names) this.#read.add(name)
  }

  /** Refuses parameters nobody has read. To be called once all have been. */
  done(resource: string): void {
    for (const name of this.#params.keys()) {
      if (!this.#read.has(name)) throw notImplemented(`parameter ${name} of ${resource}`)
    }
  }
}

function invalid(name: string, value: string): RestError {
  return new RestError(400, INVALID_PARAMETER, `Parameter ${name} has an invalid value: ${value}`)
}
