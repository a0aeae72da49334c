import { type ChildProcess, spawn } from "node:child_process"
import { join } from "node:path"
import { testDistDir } from "../../local/product/build.ts"
import { systemEnvironment } from "../../local/product/environment.ts"
import { root } from "../../local/product/paths.ts"

/** The build all launchers of a run serve: settled once, so that they do not build again when a source changes. */
export const distDir = testDistDir()

/** `npm start` as a process, with its output. */
export class LauncherProcess {
  output = ""
  readonly #child: ChildProcess
  readonly #ended: Promise<number | null>

  /** @param settings variables on top of the system's; the ports are free ones unless set. */
  constructor(dataDir: string, settings: Record<string, string> = {}, args: string[] = []) {
    const env: NodeJS.ProcessEnv = {
      NODE_ENV: "production",
      ...systemEnvironment(),
      TORITSUGI_DATA: dataDir,
      NEXT_DIST_DIR: distDir,
      APP_PORT: "0",
      SUPABASE_PORT: "0",
      POSTGRES_PORT: "0",
      CARRIER_PORT: "0",
      ...settings,
    }
    this.#child = spawn(process.execPath, [join(root, "local", "launch", "start.mjs"), ...args], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    })
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (data) => {
        this.output += String(data)
      })
    this.#ended = new Promise((resolve) => this.#child.once("exit", resolve))
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Resolves with the match once the output has it; rejects with the output when the process ends first. */
  async prints(pattern: RegExp): Promise<RegExpExecArray> {
    const streams = [this.#child.stdout, this.#child.stderr]
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(this.output)
        if (match !== null) resolve(match)
      }
      for (const stream of streams) stream?.on("data", look)
      void this.#ended.then(() => {
        look()
        reject(new Error(`it ended without printing ${pattern}:\n${this.output}`))
      })
      look()
    })
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Its exit code; null when a signal ended it. */
  ended(): Promise<number | null> {
    return this.#ended
  }

  /** Ctrl-C, and the exit code. */
  async interrupt(): Promise<number | null> {
    this.kill("SIGINT")
    return this.#ended
  }
}
