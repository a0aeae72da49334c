import fc from "fast-check"
import { describe, expect, test, vi } from "vitest"
import { ServerClock } from "./server-clock"

const noon = Date.UTC(2026, 10, 27, 3)

/** A machine whose date is `error` ms ahead of the server's, which began at `noon`. */
function machine(error: number) {
  let steady = 1000
  let set = error
  return {
    clock: new ServerClock({ steady: () => steady, date: () => noon + steady - 1000 + set }),
    pass(ms: number) {
      steady += ms
    },
    /** Sets the date; so does, for a steady clock that stands still meanwhile, a machine's sleep. */
    setDate(ms: number) {
      set += ms
    },
    truth: () => noon + steady - 1000,
    steady: () => steady,
  }
}

describe("the server's clock", () => {
  test.each([10 * 60_000, -10 * 60_000, 2 * 3_600_000, 0])(
    "is known from one answer, when the machine's is %i ms ahead",
    (error) => {
      const { clock, pass, truth, steady } = machine(error)
      const sentAt = steady()
      pass(30)
      const time = truth()
      pass(50)
      clock.hear({ time, precision: 0, sentAt, heardAt: steady() })
      expect(Math.abs(clock.now() - truth())).toBeLessThanOrEqual(40)
      pass(3_600_000)
      expect(Math.abs(clock.now() - truth())).toBeLessThanOrEqual(40)
      expect(Math.abs(clock.dateError() - error)).toBeLessThanOrEqual(40)
    },
  )

  test("is the machine's until a server has spoken", () => {
    const { clock, truth } = machine(5000)
    expect(clock.now()).toBe(truth() + 5000)
  })

  test("lies within the bounds of every answer, and whole seconds are told apart by several", () => {
    const waits = fc.record({
      there: fc.integer({ min: 1, max: 400 }),
      back: fc.integer({ min: 1, max: 400 }),
      rest: fc.integer({ min: 0, max: 5000 }),
    })
    fc.assert(
      fc.property(fc.integer(), fc.array(waits, { minLength: 1, maxLength: 30 }), (error, answers) => {
        const { clock, pass, truth, steady } = machine(error % 10_000_000)
        for (const { there, back, rest } of answers) {
          const sentAt = steady()
          pass(there)
          const time = Math.floor(truth() / 1000) * 1000
          pass(back)
          clock.hear({ time, precision: 1000, sentAt, heardAt: steady() })
          const off = Math.abs(clock.now() - truth())
          expect(off).toBeLessThanOrEqual((1000 + there + back) / 2 + 1)
          pass(rest)
        }
      }),
    )
  })

  test("follows a date that somebody sets: the page's clock stays, and asks", () => {
    const { clock, pass, setDate, truth, steady } = machine(0)
    const ask = vi.fn()
    clock.onDoubt(ask)
    clock.hear({ time: truth(), precision: 0, sentAt: steady(), heardAt: steady() })
    pass(60_000)
    clock.now()
    expect(ask).not.toHaveBeenCalled()
    setDate(600_000)
    expect(clock.now()).toBe(truth())
    clock.now()
    expect(ask).toHaveBeenCalledOnce()
    clock.hear({ time: truth(), precision: 0, sentAt: steady(), heardAt: steady() })
    setDate(-600_000)
    clock.now()
    expect(ask).toHaveBeenCalledTimes(2)
  })

  test("an answer that contradicts what was known is believed: a steady clock may stand still in sleep", () => {
    const { clock, setDate, truth, steady } = machine(0)
    const hear = (time: number) => clock.hear({ time, precision: 0, sentAt: steady(), heardAt: steady() })
    hear(truth())
    setDate(3_600_000)
    hear(truth() + 3_600_000)
    expect(clock.now()).toBe(truth() + 3_600_000)
  })
})
