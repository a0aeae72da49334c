import type { Child } from "../supabase/process/child.ts"
import { type AppOptions, startApp } from "./app.ts"
import { systemEnvironment } from "./environment.ts"
import type { ProcessInfo } from "./types.ts"

/** The app's process, which can be killed and started again while everything around it goes on. */
export class RunningApp {
  #options: AppOptions
  #child: Child | null = null
  #ended: (() => void) | null = null

  constructor(options: AppOptions) {
    this.#options = options
  }

  /** Starts the app; `extra` replaces variables for this start only. Throws when it is running already. */
  async start(extra: Record<string, string> = {}): Promise<void> {
    if (this.#child !== null) throw new Error("the app is running already")
    const env = { ...systemEnvironment(), ...this.#options.env, ...extra }
    const child = await startApp({ ...this.#options, env })
    this.#child = child
    void child.exited.then(() => {
      if (this.#child !== child) return
      this.#child = null
      this.#ended?.()
    })
  }

  /** Ends the app without a chance to finish anything. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL", 0)
  }

  /** Lets the app finish its requests. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM", 5_000)
  }

  /** Calls `ended` when the process ends though nobody asked for it. */
  onUnexpectedEnd(ended: () => void): void {
    this.#ended = ended
  }

  processes(): ProcessInfo[] {
    return this.#child === null ? [] : [{ name: "app", pid: this.#child.pid }]
  }

  async #end(signal: NodeJS.Signals, graceMs: number): Promise<void> {
    const child = this.#child
    this.#child = null
    await child?.stop(signal, graceMs)
  }
}
