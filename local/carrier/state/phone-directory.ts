import { silence } from "../media/source.ts"
import type { Call, Line } from "./call.ts"

/** Makes the line that rings when a number is called. */
type LineFactory = () => Line

/** The telephones of the outside world that can be called: scripted parties and open phone pages. */
export class PhoneDirectory {
  readonly #lines = new Map<string, LineFactory>()

  /** The newest registration of a number counts. Returns how to withdraw it. */
  register(number: string, factory: LineFactory): () => void {
    this.#lines.set(number, factory)
    return () => {
      if (this.#lines.get(number) === factory) this.#lines.delete(number)
    }
  }

  /** The line to a number; nobody at it is a call that fails. */
  lineTo(number: string): Line {
    return this.#lines.get(number)?.() ?? unreachable
  }
}

const unreachable: Line = {
  kind: "script",
  spoken: silence,
  ring: (call: Call) => {
    setImmediate(() => call.partyEnds("failed"))
  },
  answer: () => undefined,
  end: () => undefined,
}
