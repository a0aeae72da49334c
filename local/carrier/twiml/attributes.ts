import type { HttpMethod } from "../http.ts"
import type { Element } from "./element.ts"

/** Told about every attribute or element that Twilio would warn of. */
export type Warn = (message: string) => void

/** Reads the attributes of one element, with Twilio's defaults, and warns of those it does not know. */
export class Attributes {
  readonly #element: Element
  readonly #warn: Warn
  readonly #read = new Set<string>()

  constructor(element: Element, warn: Warn) {
    this.#element = element
    this.#warn = warn
  }

  has(name: string): boolean {
    return this.#get(name) !== undefined
  }

  text(name: string, fallback = ""): string {
    return this.#get(name) ?? fallback
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.#get(name)
    if (value === undefined) return fallback
    if (value !== "true" && value !== "false") return this.#invalid(name, value, fallback)
    return value === "true"
  }

  integer(name: string, fallback: number, least: number): number {
    const value = this.#get(name)
    if (value === undefined) return fallback
    if (!/^\d+$/.test(value) || Number(value) < least) return this.#invalid(name, value, fallback)
    return Number(value)
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const value = this.#get(name)
    if (value === undefined) return fallback
    return allowed.find((each) => each === value) ?? this.#invalid(name, value, fallback)
  }

  /** A list of words separated by spaces. */
  words(name: string, allowed: readonly string[], fallback: string[]): string[] {
    const value = this.#get(name)
    if (value === undefined) return fallback
    const words = value.split(/\s+/).filter((word) => word !== "")
    return words.every((word) => allowed.includes(word)) ? words : this.#invalid(name, value, fallback)
  }

  method(name: string, fallback: HttpMethod = "POST"): HttpMethod {
    return this.oneOf(name, ["GET", "POST"], fallback)
  }

  /** Attributes that exist at Twilio and change nothing here. */
  ignore(...names: string[]): void {
    for (const name of names) this.#read.add(name)
  }

  /** Warns of every attribute nobody has read. To be called last. */
  done(): void {
    for (const name of Object.keys(this.#element.attributes)) {
      if (!this.#read.has(name))
        this.#warn(`Attribute '${name}' is not allowed to appear in element '${this.#element.name}'`)
    }
  }

  #get(name: string): string | undefined {
    this.#read.add(name)
    return this.#element.attributes[name]
  }

  #invalid<T>(name: string, value: string, fallback: T): T {
    this.#warn(`'${value}' is not a valid value of '${name}' in element '${this.#element.name}'`)
    return fallback
  }
}
