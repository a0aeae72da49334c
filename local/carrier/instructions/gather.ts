import type { Call } from "../state/call.ts"
import { playPrompt } from "../twiml/prompts.ts"
import { resolveUrl } from "../twiml/resolve-url.ts"
import type { Gather } from "../twiml/verbs.ts"
import { goTo, type Next, ON, type Service } from "./service.ts"

interface Collected {
  digits: string
  finishedOnKey: string
}

/**
 * Collects keys while it prompts; the first key silences the prompts, `timeout` counts from the last key or
 * the prompts' end. Without any key the document goes on, unless `actionOnEmptyResult`.
 */
export async function gather(service: Service, verb: Gather, documentUrl: string): Promise<Next> {
  const keys = new KeyCollector(service.call, verb)
  try {
    await prompt(service, verb, documentUrl, keys)
    const collected = await keys.collect(service.signal)
    if (collected.digits === "" && !verb.actionOnEmptyResult) return ON
    return goTo(resolveUrl(verb.action, documentUrl), verb.method, {
      Digits: collected.digits,
      FinishedOnKey: collected.finishedOnKey,
      msg: "Gather End",
    })
  } finally {
    keys.stop()
  }
}

async function prompt(
  service: Service,
  verb: Gather,
  documentUrl: string,
  keys: KeyCollector,
): Promise<void> {
  const signal = AbortSignal.any([service.signal, keys.firstKey])
  try {
    for (const each of verb.prompts) {
      await playPrompt(service.exchange, service.playout, each, documentUrl, signal)
    }
  } catch (error) {
    service.signal.throwIfAborted()
    if (!keys.firstKey.aborted) throw error
  }
}

class KeyCollector {
  readonly #call: Call
  readonly #verb: Gather
  readonly #firstKey = new AbortController()
  readonly #done: Promise<Collected>
  #finish: (collected: Collected) => void = () => undefined
  #digits = ""
  #timer: NodeJS.Timeout | null = null

  constructor(call: Call, verb: Gather) {
    this.#call = call
    this.#verb = verb
    this.#done = new Promise((resolve) => {
      this.#finish = resolve
    })
    call.on("digit", this.#onDigit)
  }

  /** Aborts with the first key. */
  get firstKey(): AbortSignal {
    return this.#firstKey.signal
  }

  /** Waits for the end of the input; the prompts are over. */
  collect(signal: AbortSignal): Promise<Collected> {
    this.#restartTimer()
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(signal.reason)
      signal.addEventListener("abort", onAbort, { once: true })
      void this.#done.then((collected) => {
        signal.removeEventListener("abort", onAbort)
        resolve(collected)
      })
    })
  }

  stop(): void {
    this.#call.off("digit", this.#onDigit)
    if (this.#timer) clearTimeout(this.#timer)
  }

  readonly #onDigit = (digit: string): void => {
    this.#firstKey.abort(new Error("a key was pressed"))
    if (this.#verb.finishOnKey.includes(digit)) {
      this.#finish({ digits: this.#digits, finishedOnKey: digit })
      return
    }
    this.#digits += digit
    if (this.#digits.length === this.#verb.numDigits)
      this.#finish({ digits: this.#digits, finishedOnKey: "" })
    else this.#restartTimer()
  }

  #restartTimer(): void {
    if (this.#timer) clearTimeout(this.#timer)
    const onTime = (): void => this.#finish({ digits: this.#digits, finishedOnKey: "" })
    this.#timer = setTimeout(onTime, this.#verb.timeoutSeconds * 1000)
  }
}
