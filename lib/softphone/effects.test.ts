import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { AppError } from "@/lib/errors"
import { type EffectTools, runEffect } from "./effects"

function setUp(api: Partial<EffectTools["api"]> = {}) {
  const log: string[] = []
  const noted = (name: string) => (id: string) => {
    log.push(`${name} ${id}`)
    return Promise.resolve()
  }
  const current = {
    legId: "l1",
    answer: () => void log.push("sdk answer"),
    reject: () => void log.push("sdk reject"),
    mute: (isMuted: boolean) => void log.push(`sdk mute ${isMuted}`),
    hangUp: () => void log.push("sdk hang up"),
  }
  const tools: EffectTools = {
    api: {
      acknowledge: noted("acknowledge"),
      ringing: noted("ringing"),
      decline: noted("decline"),
      hangUp: noted("note hang-up"),
      lost: noted("lost"),
      resume: noted("resume"),
      ...api,
    },
    line: {
      current,
      dial: (legId) => {
        log.push(`sdk connect ${legId}`)
        return Promise.resolve()
      },
    },
    choice: () => ({ microphone: null, speaker: null }),
    openTicket: (number) => void log.push(`open ${number}`),
    read: () => void log.push("read"),
    send: (event) => void log.push(`event ${event.kind}`),
  }
  return { tools, log }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal("localStorage", { getItem: () => null })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe("hanging up", () => {
  test("is noted by the app before the line is cut, and nothing is heard from here meanwhile", async () => {
    const { tools, log } = setUp()
    await runEffect({ kind: "hang_up", legId: "l1" }, tools)
    expect(log).toEqual(["sdk mute true", "note hang-up l1", "sdk hang up"])
  })

  test("does not wait for an app that does not answer", async () => {
    const { tools, log } = setUp({ hangUp: () => new Promise(() => undefined) })
    const done = runEffect({ kind: "hang_up", legId: "l1" }, tools)
    await vi.advanceTimersByTimeAsync(999)
    expect(log).toEqual(["sdk mute true"])
    await vi.advanceTimersByTimeAsync(1)
    await done
    expect(log).toEqual(["sdk mute true", "sdk hang up"])
  })
})

describe("[E3] passing on", () => {
  test("is the app's to do", async () => {
    const { tools, log } = setUp()
    await runEffect({ kind: "decline", offerId: "o1", legId: "l1", cause: "passed" }, tools)
    expect(log).toEqual(["decline o1"])
  })

  test("says that it was for the microphone", async () => {
    const causes: string[] = []
    const decline: EffectTools["api"]["decline"] = async (_, cause) => void causes.push(cause)
    const { tools } = setUp({ decline })
    await runEffect({ kind: "decline", offerId: "o1", legId: "l1", cause: "microphone" }, tools)
    expect(causes).toEqual(["microphone"])
  })

  test("goes to the provider when the app cannot be reached, so that the caller does not wait", async () => {
    const { tools, log } = setUp({ decline: () => Promise.reject(new AppError("unavailable")) })
    await runEffect({ kind: "decline", offerId: "o1", legId: "l1", cause: "passed" }, tools)
    expect(log).toEqual(["sdk reject"])
  })

  test("of an offer that is over is nothing", async () => {
    const { tools, log } = setUp({ decline: () => Promise.reject(new AppError("offer_closed")) })
    await runEffect({ kind: "decline", offerId: "o1", legId: "l1", cause: "passed" }, tools)
    expect(log).toEqual([])
  })
})

test("a call the database knows to be over is cut here alone, and no other one", async () => {
  const { tools, log } = setUp()
  await runEffect({ kind: "cut", legId: "another" }, tools)
  await runEffect({ kind: "cut", legId: "l1" }, tools)
  expect(log).toEqual(["sdk hang up"])
})

describe("[K3] acknowledging", () => {
  test("too late leads to reading what is true now", async () => {
    const { tools, log } = setUp({ acknowledge: () => Promise.reject(new AppError("offer_closed")) })
    await runEffect({ kind: "acknowledge", offerId: "o1" }, tools)
    expect(log).toEqual(["read"])
  })
})

describe("[K2] coming back", () => {
  test("is asked of the app, and told here when that fails, whatever the reason", async () => {
    const asked = setUp()
    await runEffect({ kind: "return", offerId: "o1", legId: "l1" }, asked.tools)
    expect(asked.log).toEqual(["acknowledge o1"])
    for (const code of ["offer_closed", "unavailable"] as const) {
      const { tools, log } = setUp({ acknowledge: () => Promise.reject(new AppError(code)) })
      await runEffect({ kind: "return", offerId: "o1", legId: "l1" }, tools)
      expect(log).toEqual(["event return_failed", "read"])
    }
  })

  test("with audio that goes on is said, and said again where it was not heard", async () => {
    const asked = setUp()
    await runEffect({ kind: "resume", legId: "l1" }, asked.tools)
    expect(asked.log).toEqual(["resume l1"])
    const unheard = setUp({ resume: () => Promise.reject(new AppError("unavailable")) })
    await runEffect({ kind: "resume", legId: "l1" }, unheard.tools)
    expect(unheard.log).toEqual(["event resume_failed", "read"])
    const over = setUp({ resume: () => Promise.reject(new AppError("call_ended")) })
    await runEffect({ kind: "resume", legId: "l1" }, over.tools)
    expect(over.log).toEqual(["read"])
  })
})

describe("[K2] audio that is gone", () => {
  test("is told to the app, and what it has not taken is read anew", async () => {
    const told = setUp()
    await runEffect({ kind: "report_lost", legId: "l1" }, told.tools)
    expect(told.log).toEqual(["lost l1"])
    for (const code of ["call_ended", "unavailable"] as const) {
      const { tools, log } = setUp({ lost: () => Promise.reject(new AppError(code)) })
      await runEffect({ kind: "report_lost", legId: "l1" }, tools)
      expect(log).toEqual(["read"])
    }
  })
})

describe("answering", () => {
  test("takes the leg of that offer", async () => {
    const { tools, log } = setUp()
    await runEffect({ kind: "answer", legId: "l1" }, tools)
    expect(log).toEqual(["sdk answer"])
  })

  test("fails when another leg is on the line", async () => {
    const { tools, log } = setUp()
    await runEffect({ kind: "answer", legId: "l2" }, tools)
    expect(log).toEqual(["event connect_failed"])
  })
})

describe("[C4] a call this page makes", () => {
  test("connects own leg", async () => {
    const { tools, log } = setUp()
    await runEffect({ kind: "connect", legId: "l2" }, tools)
    expect(log).toEqual(["sdk connect l2"])
  })

  test("is given up where there is no line", async () => {
    const { tools, log } = setUp()
    await runEffect({ kind: "connect", legId: "l2" }, { ...tools, line: null })
    expect(log).toEqual(["event connect_failed"])
  })

  test("that is given up before its line stands ends nobody else's", async () => {
    const { tools, log } = setUp()
    await runEffect({ kind: "hang_up", legId: "l2" }, tools)
    expect(log).toEqual(["note hang-up l2"])
  })
})
