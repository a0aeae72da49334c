import { describe, expect, test } from "vitest"
import { aCall, aLeg, anOffer, aSupervision, nothingLive } from "./fixtures"
import { type AudioLeg, initialLeg } from "./model"
import { laterOf, type Said, stageOf } from "./stage"

const offer = anOffer()
const { facts } = offer
const carried = { legId: "l1", facts, since: 1000, isOwn: false, seen: "call", askedAt: 0 } as const
const live: AudioLeg = { name: "live", ...carried, isMuted: false, awaited: null }
const ended: AudioLeg = { name: "off", done: { legId: "l1", facts, wasCarried: true, endedAt: 9000 } }
const passed: AudioLeg = { name: "off", done: { legId: "l1", facts, wasCarried: false, endedAt: 9000 } }
const afterCall = { until: 40_000, callId: "c1", reason: null, facts, talkedFor: 7000, endedAt: 9000 }
const nobody: Said = { calls: nothingLive, afterCall: null }
const inCall: Said = { calls: { ...nothingLive, call: aCall({ recording: "on" }) }, afterCall: null }
const offered: Said = { calls: { offer, call: null, supervision: null }, afterCall: null }

const shown = (said: Said, leg: AudioLeg, now = 10_000, isLeader = true) => stageOf(said, leg, isLeader, now)

describe("what is shown of a call", () => {
  test("[E4] is talking from the moment the line stands, with what the database says of it", () => {
    expect(shown(offered, live)).toMatchObject({ name: "talking", since: 1000, conversation: null, facts })
    expect(shown(inCall, live)).toMatchObject({
      name: "talking",
      since: 2300,
      conversation: { recording: { state: "on" }, hold: { isOn: false } },
    })
  })

  test("that the customer is on hold is the database's word", () => {
    const legs = [aLeg({ isHeld: true })]
    expect(shown({ ...inCall, calls: { ...nothingLive, call: aCall({ legs }) } }, live)).toMatchObject({
      conversation: { hold: { isOn: true } },
    })
  })

  test("that own line is being made anew is the line's", () => {
    expect(shown(inCall, { ...live, name: "lost" })).toMatchObject({ name: "talking", isLost: true })
  })

  test("[C4] of a call we make is dialling until the database says that somebody has answered", () => {
    const own = { ...live, isOwn: true }
    const dials = (isDialling: boolean) => ({
      ...nobody,
      calls: { ...nothingLive, call: aCall({ isDialling }) },
    })
    expect(shown(nobody, { name: "dialling", ...carried, isOwn: true })).toMatchObject({ isConnected: false })
    expect(shown(nobody, own)).toMatchObject({ name: "dialling", isConnected: true })
    expect(shown(dials(true), own)).toMatchObject({ name: "dialling", isConnected: true })
    expect(shown(dials(false), own)).toMatchObject({ name: "talking", since: 2300 })
  })

  test("[K6] is elsewhere where its audio is not this page's, ringing or talking", () => {
    expect(shown(offered, initialLeg, 0, false)).toMatchObject({ name: "elsewhere", conversation: null })
    expect(shown(inCall, initialLeg, 0, false)).toMatchObject({
      name: "elsewhere",
      legId: "l1",
      conversation: { others: [] },
    })
    expect(shown(inCall, initialLeg)).toMatchObject({ name: "elsewhere", conversation: { others: [] } })
  })

  test("[K3] is nothing on a page that could not answer, or that rings for what nobody has told it of", () => {
    expect(shown(offered, initialLeg).name).toBe("idle")
    expect(shown(nobody, { name: "ringing", legId: "l1", offer: null, seenAt: 0, ringingAt: 0 }).name).toBe(
      "idle",
    )
  })
})

describe("[K2] a call that has lost its audio", () => {
  const back = anOffer({ id: "o9", legId: "l9", purpose: "resume" })
  const waits: Said = { calls: { ...nothingLive, offer: back }, afterCall: null }
  const isFound: Said = {
    calls: { ...nothingLive, offer: back, call: aCall({ isAgentLost: true }) },
    afterCall: null,
  }

  test("is shown as interrupted on every page without audio, and never rings", () => {
    const shownAs = { name: "interrupted", offer: back, isReturning: false }
    expect(shown(waits, initialLeg)).toMatchObject(shownAs)
    expect(shown(waits, initialLeg, 0, false)).toMatchObject(shownAs)
    expect(shown(waits, ended)).toMatchObject(shownAs)
    expect(shown(isFound, ended)).toMatchObject(shownAs)
  })

  test("is not where its audio goes on, nor in a tab beside that one", () => {
    expect(shown(isFound, live).name).toBe("talking")
    expect(shown(isFound, initialLeg, 0, false).name).toBe("elsewhere")
  })

  test("says that somebody has pressed, here or in another tab", () => {
    const returning: AudioLeg = { name: "returning", legId: "l9", offer: back, askedAt: 0 }
    expect(shown(waits, returning)).toMatchObject({ name: "interrupted", isReturning: true })
    const wanted = { ...back, state: "acknowledged" as const }
    expect(
      shown({ ...waits, calls: { offer: wanted, call: null, supervision: null } }, initialLeg, 0, false),
    ).toMatchObject({
      isReturning: true,
    })
  })

  test("is not shown again by the page that has just left the leg it was called back on", () => {
    const left: AudioLeg = { name: "off", done: { legId: "l9", facts, wasCarried: true, endedAt: 1 } }
    expect(shown(waits, left).name).toBe("after_call")
  })
})

describe("[E8] after-call work", () => {
  test("is shown from the end of the line on, and lasts until the moment the database names", () => {
    expect(shown(inCall, ended)).toMatchObject({ name: "after_call", facts, endedAt: 9000, until: null })
    const named: Said = { calls: nothingLive, afterCall }
    expect(shown(named, ended, 39_999)).toMatchObject({ name: "after_call", until: 40_000, talkedFor: 7000 })
    expect(shown(named, ended, 40_000).name).toBe("idle")
  })

  test("is over when the database says so, however soon", () => {
    expect(shown(nobody, ended).name).toBe("idle")
  })

  test("follows no call that was passed on, whose offer the database may still name", () => {
    expect(shown(offered, passed).name).toBe("idle")
    expect(shown(inCall, passed)).toMatchObject({ name: "idle" })
  })

  test("is found again by a page that knows nothing of the call", () => {
    expect(shown({ calls: nothingLive, afterCall }, initialLeg)).toMatchObject({ facts, until: 40_000 })
  })

  test("gives way to the next ring", () => {
    const ringing: AudioLeg = { name: "ringing", legId: "l1", offer, seenAt: 0, ringingAt: 0 }
    expect(shown({ calls: { offer, call: null, supervision: null }, afterCall }, ringing).name).toBe(
      "ringing",
    )
  })
})

describe("[S6] what is shown of a call of others", () => {
  const supervision = aSupervision()
  const supervised: Said = { calls: { ...nothingLive, supervision }, afterCall: null }
  const own: AudioLeg = {
    name: "supervising",
    legId: "l1",
    facts,
    supervision,
    answeredAt: 0,
    isConnected: true,
  }

  test("is that it is supervised, here or in another tab, and never a talk or work after one", () => {
    expect(shown(supervised, own)).toMatchObject({ name: "supervising", isHere: true, supervision })
    expect(shown(supervised, initialLeg, 0, false)).toMatchObject({ name: "supervising", isHere: false })
    expect(shown(supervised, passed).name).toBe("idle")
    expect(shown(nobody, passed).name).toBe("idle")
  })
})

test("[K7] what is older than what is known says nothing; said again, or shown sooner than it was said, it counts", () => {
  const [older, known, newer] = [1, 2, 3].map((version) => ({ version, ...nobody }))
  if (!older || !known || !newer) throw new Error("three")
  expect(laterOf(known, older)).toBe(known)
  expect(laterOf(known, newer)).toBe(newer)
  const shownSooner = { ...known, afterCall }
  expect(laterOf(known, shownSooner)).toBe(shownSooner)
})
