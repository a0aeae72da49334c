import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { Child, Ending } from "./child.ts"
import { type PartFailure, Supervised } from "./supervised.ts"

/** A process that lives until the test or `stop` ends it. */
class FakeProcess {
  readonly child: Child
  #end = (_ending: Ending) => {}
  stoppedBy: NodeJS.Signals | null = null

  constructor() {
    let hasEnded = false
    const exited = new Promise<Ending>((resolve) => {
      this.#end = (ending) => {
        hasEnded = true
        resolve(ending)
      }
    })
    this.child = {
      name: "part",
      pid: 1,
      exited,
      hasExited: () => hasEnded,
      logTail: () => "",
      stop: async (signal) => {
        this.stoppedBy = signal
        this.die(signal)
      },
    }
  }

  die(signal: NodeJS.Signals = "SIGKILL"): void {
    this.#end({ code: null, signal, how: `was ended by ${signal}` })
  }
}

let started: FakeProcess[]
let failures: PartFailure[]
let begin: (signal: AbortSignal) => Promise<FakeProcess>
let lastWords: (PartFailure & { isFinal: boolean }) | null
let part: Supervised<FakeProcess>

beforeEach(() => {
  vi.useFakeTimers()
  started = []
  failures = []
  lastWords = null
  begin = async () => new FakeProcess()
  part = new Supervised({
    name: "part",
    start: async (signal) => {
      const process = await begin(signal)
      started.push(process)
      return process
    },
    stopSignal: "SIGTERM",
    graceMs: 1_000,
    lastWords: () => lastWords,
    log: () => {},
    onGivenUp: (failure) => failures.push(failure),
  })
})
afterEach(() => {
  vi.useRealTimers()
})
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const die = async () => {
  started.at(-1)?.die()
  await pass(0)
}

test("what dies is started again, after a longer pause the second time", async () => {
  await part.start()
  await die()
  expect(part.child()).toBeNull()
  await pass(249)
  expect(started).toHaveLength(1)
  await pass(1)
  expect(started).toHaveLength(2)
  expect(await part.up()).toBe(started[1])
  await die()
  await pass(999)
  expect(started).toHaveLength(2)
  await pass(1)
  expect(started).toHaveLength(3)
  expect(failures).toEqual([])
})

test("the third death within a minute is the last, and is told with its signal", async () => {
  await part.start()
  for (const _ of [1, 2, 3]) {
    await die()
    await pass(10_000)
  }
  expect(started).toHaveLength(3)
  expect(failures).toEqual([{ name: "part", how: "was ended by SIGKILL" }])
  await expect(part.up()).rejects.toThrow("is not started again")
})

test("a death every half minute goes on for ever, each time with the shortest pauses", async () => {
  await part.start()
  for (const _ of Array(8)) {
    await pass(31_000)
    await die()
    await pass(1_000)
  }
  expect(started).toHaveLength(9)
  expect(failures).toEqual([])
})

test("a start that fails counts as a death, and its reason is told", async () => {
  await part.start()
  begin = async () => {
    throw new Error("no port")
  }
  await die()
  await pass(10_000)
  expect(failures).toEqual([{ name: "part", how: "did not start again: no port" }])
})

test("a first start that fails is not tried again", async () => {
  begin = async () => {
    throw new Error("no port")
  }
  await expect(part.start()).rejects.toThrow("no port")
  await pass(10_000)
  expect(failures).toEqual([])
  begin = async () => new FakeProcess()
  await part.start()
  expect(started).toHaveLength(1)
})

test("what it died of is named, and nothing is started in vain", async () => {
  await part.start()
  lastWords = { name: "below", how: "ended with exit code 2", isFinal: true }
  await die()
  await pass(10_000)
  expect(failures).toEqual([{ name: "below", how: "ended with exit code 2" }])
  expect(started).toHaveLength(1)
})

test("what was stopped stays down, also when it was about to be started again", async () => {
  await part.start()
  await part.stop()
  expect(started[0]?.stoppedBy).toBe("SIGTERM")
  await pass(10_000)
  await part.start()
  await die()
  await part.stop("SIGKILL")
  await pass(10_000)
  expect(started).toHaveLength(2)
  expect(failures).toEqual([])
})

test("a stop in the middle of a start ends what has come up by then", async () => {
  await part.start()
  let isUp = () => {}
  begin = () =>
    new Promise((resolve) => {
      isUp = () => resolve(new FakeProcess())
    })
  await die()
  await pass(250)
  const stopped = part.stop()
  isUp()
  await stopped
  expect(started[1]?.stoppedBy).toBe("SIGTERM")
  expect(part.child()).toBeNull()
})

test("an aborted first start rejects with the reason, and what came up is ended", async () => {
  const abort = new AbortController()
  begin = async () => {
    abort.abort(new Error("asked to stop"))
    return new FakeProcess()
  }
  await expect(part.start(abort.signal)).rejects.toThrow("asked to stop")
  expect(started[0]?.stoppedBy).toBe("SIGTERM")
})
