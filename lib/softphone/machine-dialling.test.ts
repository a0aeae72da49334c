import { describe, expect, test } from "vitest"
import { aCall, anOffer, nothingLive, readingOf } from "./fixtures"
import { step } from "./machine"
import { initialPhone, type PhoneEvent, type PhoneModel } from "./model"

const { facts: known } = anOffer()
/** As the page knows it when it has just asked. */
const facts = { ...known, ticketNumber: null }
const begun: PhoneEvent = { kind: "dial_begun", legId: "l1", facts, now: 1000 }
const connected: PhoneEvent = { kind: "connected", legId: "l1", now: 1300 }
/** The database's word, asked for at `startedAt`. */
const told = (isDialling: boolean, startedAt: number) =>
  readingOf(
    { offer: null, call: aCall({ isDialling, isRecorded: true }) },
    { startedAt, now: startedAt + 50 },
  )
const rings = told(true, 1100)
const answered = told(false, 5000)

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

describe("a call this page makes", () => {
  test("[C4] connects own leg, once the app has begun it", () => {
    const { phone, effects } = play([begun])
    expect(phone.stage).toMatchObject({ name: "dialling", legId: "l1", isConnected: false, since: 1000 })
    expect(effects).toEqual(["connect", "read"])
  })

  test("[C5] opens its ticket as soon as it is known, once", () => {
    const { phone, effects } = play([begun, rings, told(true, 1200), connected])
    expect(phone.stage).toMatchObject({ name: "dialling", isConnected: true, facts: { ticketNumber: 10482 } })
    expect(effects.filter((effect) => effect === "open_ticket")).toHaveLength(1)
  })

  test.each([
    ["in the usual order", [begun, rings, connected, answered]],
    ["when the first reading is late", [begun, connected, answered]],
    ["before own line is heard to stand", [begun, rings, answered, connected]],
  ])("[C5] is talked on when the database says that they answered, %s", (_, events) => {
    const { phone, effects } = play(events)
    expect(phone.stage).toMatchObject({ name: "talking", legId: "l1", since: 5050, isRecorded: true })
    expect(effects.filter((effect) => effect === "open_ticket")).toHaveLength(1)
    expect(effects).not.toContain("cut")
  })

  test("the ringing that is heard is no answer", () => {
    expect(play([begun, rings, connected, told(true, 4000)]).phone.stage.name).toBe("dialling")
  })

  test.each([
    ["the line's word", { kind: "disconnected", legId: "l1", now: 9000, problem: null } as const],
    ["the database's", readingOf(nothingLive, { startedAt: 8900, now: 9000 })],
  ])("is over by %s, and after-call work says why", (_, end) => {
    const over = play([begun, rings, connected, end])
    expect(over.phone.stage).toMatchObject({ name: "after_call", callId: "c1", talkedFor: 0, reason: null })
    const work: PhoneEvent = {
      kind: "after_call_read",
      afterCall: { until: 40_000, callId: "c1", reason: "busy" },
      startedAt: 9100,
      now: 9150,
    }
    expect(play([work], over.phone).phone.stage).toMatchObject({ until: 40_000, reason: "busy" })
  })

  test("a reading asked for before it began does not end it", () => {
    expect(play([begun, readingOf(nothingLive, { startedAt: 900, now: 1050 })]).phone.stage.name).toBe(
      "dialling",
    )
  })

  test("is asked about again while nobody talks", () => {
    expect(play([begun, { kind: "time_passed", now: 4000 }]).effects).toEqual(["connect", "read", "read"])
  })

  test.each([
    ["microphone_denied", "dial_microphone"],
    ["microphone_missing", "dial_microphone"],
    ["answer_failed", "dial_failed"],
    ["dial_failed", "dial_failed"],
  ] as const)("given up at once when own line fails with %s, and said", (problem, said) => {
    const { phone, effects } = play([begun, { kind: "answer_failed", legId: "l1", problem }])
    expect(phone).toMatchObject({ stage: { name: "idle" }, problem: said })
    expect(effects.slice(2)).toEqual(["hang_up", "read"])
  })

  test("can be given up at any moment; a line that stands later is cut", () => {
    for (const events of [[begun], [begun, rings], [begun, rings, connected]]) {
      const { phone, effects } = play([...events, { kind: "hang_up_pressed", now: 2000 }])
      expect(phone.stage.name).toBe("after_call")
      expect(effects.at(-1)).toBe("hang_up")
      expect(play([connected], phone).effects).toEqual(["cut"])
    }
  })

  test("[E2] that begins while this page is rung or talks is given back", () => {
    const offered = readingOf({ offer: anOffer({ id: "o2", legId: "l2" }), call: null })
    const ringing: PhoneEvent[] = [offered, { kind: "rang", legId: "l2", now: 20 }]
    for (const before of [ringing, [begun, rings, connected, answered]]) {
      const { phone } = play(before)
      const second = step(phone, { ...begun, legId: "l3" })
      expect(second.phone).toBe(phone)
      expect(second.effects).toEqual([{ kind: "hang_up", legId: "l3" }])
    }
  })

  test("[E8] may begin during after-call work, and where the own topic was faster than the answer", () => {
    const ended = play([begun, rings, { kind: "hang_up_pressed", now: 2000 }]).phone
    expect(play([{ ...begun, legId: "l3", now: 3000 }], ended).phone.stage).toMatchObject({
      name: "dialling",
      legId: "l3",
    })
    expect(play([rings, begun]).phone.stage).toMatchObject({ name: "dialling", legId: "l1" })
  })

  test("a colleague's leg says nothing about it", () => {
    const other: PhoneEvent[] = [
      { kind: "connected", legId: "l9", now: 1400 },
      { kind: "disconnected", legId: "l9", now: 1500, problem: null },
      { kind: "answer_failed", legId: "l9", problem: "answer_failed" },
    ]
    const { phone } = play([begun, rings, ...other])
    expect(phone.stage).toMatchObject({ name: "dialling", legId: "l1", isConnected: false })
  })
})
