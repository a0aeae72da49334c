import { describe, expect, test } from "vitest"
import { aCall, anOffer, nothingLive, readingOf } from "./fixtures"
import { afterCallGrace, step } from "./machine"
import { initialPhone, type PhoneEvent, type PhoneModel } from "./model"

/** Plays events on a phone; returns it and every effect in order. */
function play(events: PhoneEvent[], from: PhoneModel = { ...initialPhone, device: "registered" }) {
  let phone = from
  const effects: string[] = []
  for (const event of events) {
    const next = step(phone, event)
    phone = next.phone
    effects.push(...next.effects.map((effect) => effect.kind))
  }
  return { phone, effects }
}

const offered = readingOf({ offer: anOffer(), call: null }, { startedAt: 0, now: 10 })
const rang: PhoneEvent = { kind: "rang", legId: "l1", now: 500 }
const answered: PhoneEvent = { kind: "answer_pressed", now: 2000 }
const connected: PhoneEvent = { kind: "connected", legId: "l1", now: 2300 }
const talking = [offered, rang, answered, connected]

describe("an offer", () => {
  test("[K3] is acknowledged once, however often it is read", () => {
    const { phone, effects } = play([offered, offered])
    expect(phone.stage.name).toBe("offered")
    expect(effects).toEqual(["acknowledge"])
  })

  test("[K3] is not acknowledged by a page that talks", () => {
    const other = readingOf(
      { offer: anOffer({ id: "o2", legId: "l2" }), call: null },
      { startedAt: 2400, now: 2400 },
    )
    expect(play([other], play(talking).phone).effects).not.toContain("acknowledge")
  })

  test("[K3] is not acknowledged by a page that could not answer", () => {
    const unreachable = readingOf({ offer: anOffer(), call: null }, { ability: "unreachable" })
    expect(play([unreachable])).toMatchObject({ phone: { stage: { name: "idle" } }, effects: [] })
  })

  test("[K6] is shown, not taken, by a tab that is not the phone", () => {
    const { phone, effects } = play([readingOf({ offer: anOffer(), call: null }, { ability: "other_tab" })])
    expect(phone.stage).toMatchObject({ name: "elsewhere", isRinging: true })
    expect(effects).toEqual([])
  })

  test("[E1] rings when the provider rings, and says so", () => {
    const { phone, effects } = play([offered, rang])
    expect(phone.stage).toMatchObject({ name: "ringing", seenAt: 10, ringingAt: 500 })
    expect(effects).toEqual(["acknowledge", "report_ringing"])
  })

  test("[E1] rings also when the provider was faster than the reading", () => {
    const { phone, effects } = play([rang, offered])
    expect(phone.stage.name).toBe("ringing")
    expect(effects).toEqual(["read", "report_ringing"])
  })

  test("[E3] stops ringing when the provider cancels, and a late reading does not bring it back", () => {
    const { phone, effects } = play([offered, rang, { kind: "ring_stopped", legId: "l1" }, offered])
    expect(phone.stage.name).toBe("idle")
    expect(effects.slice(2)).toEqual(["read"])
  })

  test("[E3] stops ringing when the database closed it", () => {
    const gone = readingOf(nothingLive, { startedAt: 600, now: 700 })
    expect(play([offered, rang, gone]).phone.stage.name).toBe("idle")
  })

  test("goes on ringing when the reading is older than the ring", () => {
    const old = readingOf(nothingLive, { startedAt: 400, now: 700 })
    expect(play([offered, rang, old]).phone.stage.name).toBe("ringing")
  })

  test("[E3] passed on is silent at once and declined; a late ring of it stays silent", () => {
    const { phone, effects } = play([offered, rang, { kind: "pass_pressed" }, offered, rang])
    expect(phone.stage.name).toBe("idle")
    expect(effects.slice(2)).toEqual(["decline"])
  })

  test("another one takes the place of an offer that never rang", () => {
    const second = readingOf({ offer: anOffer({ id: "o2", legId: "l2" }), call: null })
    const { phone, effects } = play([offered, second])
    expect(phone.stage).toMatchObject({ name: "offered", offer: { id: "o2" } })
    expect(effects).toEqual(["acknowledge", "acknowledge"])
  })
})

describe("answering", () => {
  test("[E4] connects and opens the ticket, once", () => {
    const { phone, effects } = play([offered, rang, answered, answered])
    expect(phone.stage.name).toBe("connecting")
    expect(effects.slice(2)).toEqual(["answer", "open_ticket"])
  })

  test("[E4] talks when the provider connects, with what the offer said until the call is read", () => {
    const { phone } = play(talking)
    expect(phone.stage).toMatchObject({ name: "talking", since: 2300, isMuted: false, isRecorded: false })
    const read = readingOf({ offer: null, call: aCall({ isRecorded: true }) }, { startedAt: 2400, now: 2500 })
    expect(play([...talking, read]).phone.stage).toMatchObject({ name: "talking", isRecorded: true })
  })

  test("too late is said and leads back to idle", () => {
    const { phone } = play([offered, rang, answered, { kind: "ring_stopped", legId: "l1" }])
    expect(phone).toMatchObject({ stage: { name: "idle" }, problem: "offer_gone" })
  })

  test("a failing microphone is said and the offer is not taken again", () => {
    const failed: PhoneEvent = { kind: "answer_failed", legId: "l1", problem: "microphone_denied" }
    const { phone } = play([offered, rang, answered, failed, offered])
    expect(phone).toMatchObject({ stage: { name: "idle" }, problem: "microphone_denied" })
  })

  test.each([
    ["microphone_denied", "microphone"],
    ["microphone_missing", "microphone"],
    ["answer_failed", "passed"],
  ] as const)(
    "[E3] that fails with %s gives the offer back at once: the caller does not wait for its time to pass",
    (problem, cause) => {
      const { phone } = play([offered, rang, answered])
      expect(step(phone, { kind: "answer_failed", legId: "l1", problem }).effects).toEqual([
        { kind: "decline", offerId: "o1", legId: "l1", cause },
        { kind: "read" },
      ])
    },
  )

  test("ends by the database's word when the line says nothing", () => {
    const before = readingOf(nothingLive, { startedAt: 1900, now: 2100 })
    const still = readingOf(
      { offer: anOffer({ state: "ringing" }), call: null },
      { startedAt: 2100, now: 2200 },
    )
    const gone = readingOf(nothingLive, { startedAt: 2100, now: 2200 })
    expect(play([offered, rang, answered, before, still]).phone.stage.name).toBe("connecting")
    const { phone, effects } = play([offered, rang, answered, gone])
    expect(phone).toMatchObject({ stage: { name: "idle" }, problem: "offer_gone" })
    expect(effects.slice(-2)).toEqual(["cut", "read"])
  })

  test("asks the database until it has shown the call", () => {
    const tick = (now: number): PhoneEvent => ({ kind: "time_passed", now })
    const { effects } = play([offered, rang, answered, tick(3000), tick(5000), tick(6000), tick(8000)])
    expect(effects.slice(4)).toEqual(["read", "read"])
    const confirmed = readingOf({ offer: null, call: aCall() }, { startedAt: 2400, now: 2500 })
    expect(
      play([...talking, confirmed, tick(60_000)]).effects.filter((effect) => effect === "read"),
    ).toHaveLength(1)
  })

  test("nothing happens without a ringing offer", () => {
    expect(play([answered, { kind: "pass_pressed" }, { kind: "mute_pressed" }]).effects).toEqual([])
  })
})

describe("talking", () => {
  test("is not ended by a reading that is older, or that still knows the offer: its answer is on the way", () => {
    const older = readingOf(nothingLive, { startedAt: 2300, now: 2500 })
    const stillOpen = readingOf(
      { offer: anOffer({ state: "ringing" }), call: null },
      { startedAt: 9000, now: 9100 },
    )
    expect(play([...talking, older, stillOpen]).phone.stage.name).toBe("talking")
  })

  test("ends by the database's word, confirmed before or not, and the line is cut", () => {
    const shown = readingOf({ offer: null, call: aCall() }, { startedAt: 2400, now: 2500 })
    const gone = readingOf(nothingLive, { startedAt: 9000, now: 9100 })
    for (const events of [[gone], [shown, gone]]) {
      const { phone, effects } = play([...talking, ...events])
      expect(phone.stage.name).toBe("after_call")
      expect(effects.slice(-2)).toEqual(["cut", "read"])
    }
  })

  test("ends when the caller gave up in the moment of the answer, and takes the next offer", () => {
    const { phone } = play([...talking, { kind: "disconnected", legId: "l1", now: 2350, problem: null }])
    expect(phone.stage.name).toBe("after_call")
    const other = readingOf(
      { offer: anOffer({ id: "o2", legId: "l2" }), call: null },
      { startedAt: 2400, now: 2400 },
    )
    const next = play([other], phone)
    expect(next.effects).toEqual(["acknowledge"])
  })

  test("is not ended by another leg's end", () => {
    const { phone } = play([
      ...talking,
      { kind: "disconnected", legId: "l0", now: 3000, problem: null },
      { kind: "ring_stopped", legId: "l0" },
      { kind: "answer_failed", legId: "l0", problem: "answer_failed" },
    ])
    expect(phone.stage.name).toBe("talking")
  })

  test("mutes and unmutes", () => {
    const once = play([...talking, { kind: "mute_pressed" }])
    expect(once.phone.stage).toMatchObject({ isMuted: true })
    expect(once.effects.at(-1)).toBe("mute")
    expect(play([...talking, { kind: "mute_pressed" }, { kind: "mute_pressed" }]).phone.stage).toMatchObject({
      isMuted: false,
    })
  })

  test("ends by own hand once, with its length", () => {
    const { phone, effects } = play([
      ...talking,
      { kind: "hang_up_pressed", now: 62_300 },
      { kind: "disconnected", legId: "l1", now: 62_400, problem: null },
      { kind: "hang_up_pressed", now: 62_500 },
    ])
    expect(phone.stage).toMatchObject({ name: "after_call", talkedFor: 60_000, until: null })
    expect(effects.filter((effect) => effect === "hang_up")).toHaveLength(1)
  })

  test("ends when the other side hangs up", () => {
    const { phone } = play([...talking, { kind: "disconnected", legId: "l1", now: 3300, problem: null }])
    expect(phone.stage).toMatchObject({ name: "after_call", talkedFor: 1000 })
  })

  test("goes on while registration is lost", () => {
    const lost: PhoneEvent = { kind: "device_changed", device: "lost", problem: "connection_lost" }
    const { phone } = play([...talking, lost])
    expect(phone).toMatchObject({ stage: { name: "talking" }, device: "lost", problem: "connection_lost" })
  })
})

describe("[E8] after-call work", () => {
  const ended: PhoneEvent[] = [...talking, { kind: "disconnected", legId: "l1", now: 10_000, problem: null }]
  const work = (until: number | null, startedAt: number): PhoneEvent => ({
    kind: "after_call_read",
    afterCall: until === null ? null : { until, callId: "c1", reason: null },
    startedAt,
    now: startedAt + 50,
  })

  test("lasts until the moment the database names", () => {
    const known = [...ended, work(40_000, 10_100)]
    expect(play([...known, { kind: "time_passed", now: 39_999 }]).phone.stage.name).toBe("after_call")
    expect(play([...known, { kind: "time_passed", now: 40_000 }]).phone.stage.name).toBe("idle")
  })

  test("ends when the memo is recorded", () => {
    expect(play([...ended, work(40_000, 10_100), work(null, 15_000)]).phone.stage.name).toBe("idle")
  })

  test("is waited for, but not for ever", () => {
    const early = [...ended, work(null, 9900), work(null, 10_100)]
    expect(play(early).phone.stage.name).toBe("after_call")
    const later: PhoneEvent = { kind: "time_passed", now: 10_000 + afterCallGrace }
    expect(play([...early, later]).phone.stage.name).toBe("idle")
  })

  test("finished here does not come back with a late reading", () => {
    const finished = play([...ended, work(40_000, 10_100), { kind: "finish_pressed" }, work(40_000, 10_200)])
    expect(finished.phone.stage.name).toBe("idle")
    expect(finished.effects.at(-1)).toBe("finish_after_call")
  })

  test("is found again after a reload", () => {
    const { phone } = play([work(40_000, 10_100)])
    expect(phone.stage).toMatchObject({ name: "after_call", facts: null, until: 40_000 })
  })

  test("gives way to the next offer", () => {
    expect(
      play([...ended, readingOf({ offer: anOffer({ id: "o2", legId: "l2" }), call: null })]).phone.stage.name,
    ).toBe("offered")
  })
})

describe("beside the call", () => {
  test("a call of another tab is shown and forgotten when it is over", () => {
    const there = readingOf({ offer: null, call: aCall() })
    expect(play([there]).phone.stage).toMatchObject({ name: "elsewhere", isRinging: false })
    const over = play([there, readingOf(nothingLive), readingOf(nothingLive)])
    expect(over).toMatchObject({ phone: { stage: { name: "idle" } }, effects: ["read"] })
  })

  test("coming back to registration reads what was missed and forgets the fault", () => {
    const lost: PhoneEvent = { kind: "device_changed", device: "lost", problem: "connection_lost" }
    const back: PhoneEvent = { kind: "device_changed", device: "registered", problem: null }
    const { phone, effects } = play([lost, back, back])
    expect(phone.problem).toBeNull()
    expect(effects).toEqual(["read"])
  })
})
