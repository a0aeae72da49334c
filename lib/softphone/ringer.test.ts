import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { Ringer, type RingText } from "./ringer"

const text: RingText = { title: "☎ 着信", heading: "着信", body: "090-1234-5678" }

function setUp({ isHidden = false, play = () => Promise.resolve() } = {}) {
  let title = "未対応 – 取次"
  const log: string[] = []
  const player = {
    play: () => {
      log.push("play")
      return play()
    },
    stop: () => void log.push("stop"),
  }
  const signs = {
    title: {
      get: () => title,
      set: (next: string) => {
        title = next
      },
    },
    isHidden: () => isHidden,
    notify: ({ body }: RingText) => {
      log.push(`notify ${body}`)
      return () => void log.push("take away")
    },
  }
  const ringer = new Ringer(player, signs, () => void log.push("muted"))
  return { ringer, log, title: signs.title }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe("[E1] ringing", () => {
  test("plays, flashes the title and leaves it as it was", () => {
    const { ringer, log, title } = setUp()
    ringer.start(text)
    expect(title.get()).toBe("☎ 着信")
    vi.advanceTimersByTime(1000)
    expect(title.get()).toBe("未対応 – 取次")
    vi.advanceTimersByTime(1000)
    expect(title.get()).toBe("☎ 着信")
    ringer.stop()
    vi.advanceTimersByTime(10_000)
    expect(title.get()).toBe("未対応 – 取次")
    expect(log).toEqual(["play", "stop"])
  })

  test.each(["title", "notify", "play", "stop", "take away"])(
    "goes on with every other sign when one throws: %s",
    (broken) => {
      vi.spyOn(console, "warn").mockImplementation(() => undefined)
      const log: string[] = []
      const give = (sign: string) => {
        if (sign === broken) throw new TypeError(`Illegal constructor: ${sign}`)
        log.push(sign)
      }
      let title = "calm"
      const signs = {
        title: {
          get: () => title,
          set: (next: string) => {
            give("title")
            title = next
          },
        },
        isHidden: () => true,
        notify: () => {
          give("notify")
          return () => give("take away")
        },
      }
      const player = {
        play: () => {
          give("play")
          return Promise.resolve()
        },
        stop: () => give("stop"),
      }
      const ringer = new Ringer(player, signs, () => log.push("muted"))
      ringer.start(text)
      vi.advanceTimersByTime(2500)
      ringer.stop()
      expect(title).toBe("calm")
      const expected = new Set(["title", "notify", "play", "stop", "take away"])
      expected.delete(broken)
      if (broken === "notify") expected.delete("take away")
      if (broken === "play") expected.add("muted")
      expect(new Set(log)).toEqual(expected)
      vi.restoreAllMocks()
    },
  )

  test("does not put an old title over the one of a new page", () => {
    const { ringer, title } = setUp()
    ringer.start(text)
    title.set("#10482 – 取次")
    ringer.stop()
    expect(title.get()).toBe("#10482 – 取次")
  })

  test("notifies on the desktop only while the page is hidden, and takes it away again", () => {
    const { ringer, log } = setUp({ isHidden: true })
    ringer.start(text)
    ringer.stop()
    expect(log).toEqual(["notify 090-1234-5678", "play", "take away", "stop"])
  })

  test("starts and stops once, however often it is told", () => {
    const { ringer, log } = setUp()
    ringer.stop()
    ringer.start(text)
    ringer.start(text)
    ringer.stop()
    ringer.stop()
    expect(log).toEqual(["play", "stop"])
  })

  test("says when the browser plays nothing before a click, but not after it has stopped", async () => {
    const { ringer, log } = setUp({ play: () => Promise.reject(new DOMException("", "NotAllowedError")) })
    ringer.start(text)
    await vi.advanceTimersByTimeAsync(0)
    expect(log).toEqual(["play", "muted"])
    ringer.start(text)
    ringer.stop()
    ringer.start(text)
    ringer.stop()
    await vi.advanceTimersByTimeAsync(0)
    expect(log.filter((entry) => entry === "muted")).toHaveLength(1)
  })
})
