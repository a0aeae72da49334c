import { connect } from "node:net"
import { join } from "node:path"
import { claimPort } from "../ports.ts"
import { type Child, startChild, waitForChild } from "../process/child.ts"
import { afterDeath } from "../process/restart-policy.ts"
import type { PartFailure } from "../process/supervised.ts"
import { denoArguments, denoBinary, denoEnvironment } from "./deno.ts"

export interface HostOptions {
  name: string
  functionsDir: string
  gatewayPort: number
  env: Record<string, string>
  cacheDir: string
  runDir: string
  logDir: string
  /** Somebody is at work on the functions: a broken one waits for its next change instead of being given up. */
  watch: boolean
  log: (line: string) => void
  onGivenUp: (failure: PartFailure) => void
}

/** One edge function in a process of its own, started again when it ends. */
export interface FunctionHost {
  /** The port to call. Waits for a start under way. @throws Error when the function cannot be started. */
  port: () => Promise<number>
  child: () => Child | null
  restart: () => Promise<void>
  stop: () => Promise<void>
}

/** Between starts of a function somebody is at work on and that has failed too often to count. */
const longestPauseMs = 5_000

/**
 * Starts the function at once; a failing start is logged and tried again, and does not keep the stack from starting. One
 * that fails too often is given up, unless it is watched.
 */
export function hostFunction(options: HostOptions): FunctionHost {
  let child: Child | null = null
  let isStopped = false
  let deaths: number[] = []
  let cancelRetry = () => {}
  let restarting = Promise.resolve()
  let starting: Promise<number> = start()
  starting.catch(() => {})

  async function start(): Promise<number> {
    const port = await claimPort(0, options.name)
    const run = {
      entry: join(options.functionsDir, options.name, "index.ts"),
      functionsDir: options.functionsDir,
      port,
      gatewayPort: options.gatewayPort,
      env: options.env,
    }
    const started = await startChild({
      name: `function-${options.name}`,
      command: denoBinary(),
      args: denoArguments(run),
      env: denoEnvironment(run, options.cacheDir),
      cwd: options.functionsDir,
      runDir: options.runDir,
      logDir: options.logDir,
    })
    child = started
    void started.exited.then(({ how }) => onExit(started, how))
    await waitForChild(started, () => accepts(port))
    return port
  }

  function onExit(ended: Child, how: string): void {
    if (isStopped || child !== ended) return
    child = null
    const verdict = afterDeath(deaths, Date.now())
    deaths = verdict.deaths
    if (verdict.pauseMs === null && !options.watch) {
      starting = Promise.reject(new Error(`it ${how} and is not started again`))
      starting.catch(() => {})
      options.log(`function ${options.name} ${how}\n${ended.logTail()}`)
      options.onGivenUp({ name: ended.name, how })
      return
    }
    const pauseMs = verdict.pauseMs ?? longestPauseMs
    options.log(`function ${options.name} ${how}; starting it again in ${pauseMs} ms\n${ended.logTail()}`)
    starting = new Promise<number>((resolve, reject) => {
      const retry = setTimeout(() => {
        // From here on there is a process to wait for.
        cancelRetry = () => {}
        start().then(resolve, reject)
      }, pauseMs)
      cancelRetry = () => {
        clearTimeout(retry)
        reject(new Error(`${options.name} is being stopped`))
      }
    })
    starting.catch(() => {})
  }

  async function end(): Promise<void> {
    cancelRetry()
    await starting.catch(() => {})
    const running = child
    child = null
    await running?.stop("SIGTERM", 2_000)
  }

  return {
    port: () => starting,
    child: () => child,
    restart: () => {
      restarting = restarting.then(async () => {
        await end()
        if (isStopped) return
        deaths = []
        starting = start()
        await starting.catch((error: Error) => options.log(`function ${options.name}: ${error.message}`))
      })
      return restarting
    },
    stop: async () => {
      isStopped = true
      await restarting
      await end()
    },
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1")
    socket.once("connect", () => {
      socket.destroy()
      resolve(true)
    })
    socket.once("error", () => resolve(false))
  })
}
