import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { aCall, anOffer, aSupervision, nothingLive, ownLeg, said } from "@/lib/softphone/fixtures"
import {
  type AudioLeg,
  type DoneLeg,
  initialLeg,
  type LegEvent,
  type PhoneEffect,
} from "@/lib/softphone/model"
import { askAgainEvery, stepLeg } from "./step-leg"

const offer = anOffer({ state: "ringing" })
const other = anOffer({ id: "o2", legId: "l2" })
/** Whoever talked on `l1` or before is waited for. */
const back = anOffer({ purpose: "resume" })
const away = anOffer({ id: "o9", legId: "l9", purpose: "resume" })
const { facts } = offer
const done: DoneLeg = { legId: "l1", facts, wasCarried: true, endedAt: 5 }
const carried = { legId: "l1", facts, since: 0, isOwn: false, seen: "offer", askedAt: 0 } as const

/** Own leg is live by the database's word. */
const inCall = aCall({ legs: [ownLeg()] })

/** Every state there is, of leg `l1`. */
const states = {
  off: initialLeg,
  "off, done": { name: "off", done },
  "off, missing": { name: "off", done: null, missing: { legId: "l1", toldAt: 0 } },
  offered: { name: "offered", legId: "l1", offer, seenAt: 0 },
  "rings unheard of": { name: "ringing", legId: "l1", offer: null, seenAt: 0, ringingAt: 0 },
  ringing: { name: "ringing", legId: "l1", offer, seenAt: 0, ringingAt: 0 },
  returning: { name: "returning", legId: "l1", offer: back, askedAt: 0 },
  dialling: { name: "dialling", ...carried, isOwn: true, seen: "nothing" },
  connecting: { name: "connecting", offer, ...carried },
  "connecting again": { name: "connecting", ...carried, offer: back },
  live: { name: "live", ...carried, seen: "call", isMuted: false, awaited: null },
  "live, told": {
    name: "live",
    ...carried,
    seen: "call",
    isMuted: false,
    awaited: { by: "o9", isTold: true },
  },
  "live, to be told": {
    name: "live",
    ...carried,
    seen: "call",
    isMuted: false,
    awaited: { by: "o9", isTold: false },
  },
  lost: { name: "lost", ...carried, seen: "call", isMuted: true, awaited: null },
  "lost, awaited": {
    name: "lost",
    ...carried,
    seen: "call",
    isMuted: true,
    awaited: { by: "o9", isTold: false },
  },
  "supervising, answered": {
    name: "supervising",
    legId: "l1",
    facts,
    supervision: aSupervision(),
    answeredAt: 0,
    isConnected: false,
  },
  supervising: {
    name: "supervising",
    legId: "l1",
    facts,
    supervision: aSupervision(),
    answeredAt: 0,
    isConnected: true,
  },
} satisfies Record<string, AudioLeg>

/** Every event there is: of that leg, and of another. */
const events = {
  "says nothing": said({}),
  "says offer": said({ offer }),
  "says new offer": said({ offer: anOffer() }),
  "says other offer": said({ offer: other }),
  "says offer, unreachable": said({ offer }, { ability: "unreachable" }),
  "says offer, other tab": said({ offer }, { ability: "other_tab" }),
  "says call": said({ call: aCall() }),
  "says live": said({ call: inCall }),
  "says live, unreachable": said({ call: inCall }, { ability: "unreachable" }),
  "says live, other tab": said({ call: inCall }, { ability: "other_tab", isSole: false }),
  "says live, waits": said({ call: { ...inCall, isAgentLost: true }, offer: away }),
  "says not live yet": said({ call: aCall({ isDialling: true, legs: [ownLeg({ state: "creating" })] }) }),
  "says wait": said({ offer: back }),
  "says wait, wanted": said({ offer: { ...back, state: "acknowledged" } }),
  "says call, waits": said({ call: aCall({ isAgentLost: true }), offer: away }),
  "says listens": said({ supervision: aSupervision() }),
  "says whispers": said({ supervision: aSupervision({ mode: "whisper" }) }),
  "says listens, other": said({ supervision: aSupervision({ legId: "l2" }) }),
  rang: { kind: "rang", legId: "l1", now: 10 },
  "other rang": { kind: "rang", legId: "l2", now: 10 },
  "ring stopped": { kind: "ring_stopped", legId: "l1", now: 10 },
  "other ring stopped": { kind: "ring_stopped", legId: "l2", now: 10 },
  "dial begun": { kind: "dial_begun", legId: "l2", facts, now: 10 },
  connected: { kind: "connected", legId: "l1", now: 10 },
  "other connected": { kind: "connected", legId: "l2", now: 10 },
  "microphone failed": { kind: "connect_failed", legId: "l1", problem: "microphone_denied", now: 10 },
  "connect failed": { kind: "connect_failed", legId: "l1", problem: "answer_failed", now: 10 },
  "other failed": { kind: "connect_failed", legId: "l2", problem: "answer_failed", now: 10 },
  reconnecting: { kind: "reconnecting", legId: "l1" },
  reconnected: { kind: "reconnected", legId: "l1" },
  "other reconnecting": { kind: "reconnecting", legId: "l2" },
  "other reconnected": { kind: "reconnected", legId: "l2" },
  disconnected: { kind: "disconnected", legId: "l1", now: 10, problem: null },
  "other disconnected": { kind: "disconnected", legId: "l2", now: 10, problem: null },
  "answer pressed": { kind: "answer_pressed", now: 10 },
  "pass pressed": { kind: "pass_pressed", now: 10 },
  "return pressed": { kind: "return_pressed", offer: back, ability: "able", now: 10 },
  "return pressed, other tab": { kind: "return_pressed", offer: back, ability: "other_tab", now: 10 },
  "return pressed, unreachable": { kind: "return_pressed", offer: back, ability: "unreachable", now: 10 },
  "return failed": { kind: "return_failed", legId: "l1", now: 10 },
  "resume failed": { kind: "resume_failed", legId: "l1", now: 10 },
  "hang up pressed": { kind: "hang_up_pressed", now: 10 },
  "mute pressed": { kind: "mute_pressed" },
  "a moment passed": { kind: "time_passed", now: askAgainEvery - 1 },
  "time passed": { kind: "time_passed", now: askAgainEvery },
} satisfies Record<string, LegEvent>

type Event = keyof typeof events

const ofSupervising: Partial<Record<Event, string>> = {
  // Named and not named any more: over, whatever else is said.
  "says nothing": "off cut",
  "says offer": "off cut",
  "says new offer": "off cut",
  "says other offer": "off cut",
  "says offer, unreachable": "off cut",
  "says offer, other tab": "off cut",
  "says call": "off cut",
  "says live": "off cut",
  "says live, unreachable": "off cut",
  "says live, other tab": "off cut",
  "says live, waits": "off cut",
  "says not live yet": "off cut",
  "says wait": "off cut",
  "says wait, wanted": "off cut",
  "says call, waits": "off cut",
  "says listens, other": "off cut",
  "dial begun": "supervising hang_up",
  "other connected": "supervising cut",
  "microphone failed": "off hang_up read",
  "connect failed": "off hang_up read",
  disconnected: "off",
  "hang up pressed": "off hang_up",
}

const ofLive: Partial<Record<Event, string>> = {
  "says listens": "off cut",
  "says whispers": "off cut",
  "says listens, other": "off cut",
  "says nothing": "off cut",
  "says other offer": "off cut",
  "dial begun": "live hang_up",
  "other connected": "live cut",
  reconnecting: "lost",
  disconnected: "off",
  "hang up pressed": "off hang_up",
  "mute pressed": "live mute",
}

const ofLost: Partial<Record<Event, string>> = {
  "says listens": "off cut",
  "says whispers": "off cut",
  "says listens, other": "off cut",
  "says nothing": "off cut",
  "says other offer": "off cut",
  "dial begun": "lost hang_up",
  "other connected": "lost cut",
  reconnected: "live",
  disconnected: "off",
  "hang up pressed": "off hang_up",
  "mute pressed": "lost mute",
}

/** What becomes of each state by each event: the next state's name and the effects. What is not named changes nothing. */
const table: Record<keyof typeof states, Partial<Record<Event, string>>> = {
  off: {
    "says live": "off report_lost",
    "says live, unreachable": "off report_lost",
    "says offer": "offered",
    "says new offer": "offered acknowledge",
    "says other offer": "offered acknowledge",
    "says wait, wanted": "returning",
    rang: "ringing read",
    "other rang": "ringing read",
    "dial begun": "dialling connect",
    connected: "off cut",
    "other connected": "off cut",
    "return pressed": "returning return",
    "return pressed, other tab": "off return",
  },
  "off, done": {
    "says other offer": "offered acknowledge",
    "other rang": "ringing read",
    "dial begun": "dialling connect",
    connected: "off cut",
    "other connected": "off cut",
    "return pressed": "returning return",
    "return pressed, other tab": "off return",
  },
  "off, missing": {
    "says offer": "offered",
    "says new offer": "offered acknowledge",
    "says other offer": "offered acknowledge",
    "says wait, wanted": "returning",
    rang: "ringing read",
    "other rang": "ringing read",
    "dial begun": "dialling connect",
    connected: "off cut",
    "other connected": "off cut",
    "return pressed": "returning return",
    "return pressed, other tab": "off return",
    "time passed": "off report_lost",
  },
  offered: {
    "says listens": "off",
    "says whispers": "off",
    "says listens, other": "off",
    "says nothing": "off",
    "says call": "off",
    "says live": "off",
    "says live, unreachable": "off",
    "says live, other tab": "off",
    "says live, waits": "off",
    "says not live yet": "off",
    "says call, waits": "off",
    "says other offer": "offered acknowledge",
    rang: "ringing report_ringing",
    "other rang": "ringing read",
    "ring stopped": "off",
    "dial begun": "offered hang_up",
    connected: "offered cut",
    "other connected": "offered cut",
  },
  "rings unheard of": {
    "says listens": "supervising answer",
    "says whispers": "supervising answer",
    "says offer": "ringing report_ringing",
    "says new offer": "ringing report_ringing",
    "says wait": "connecting answer",
    "says wait, wanted": "connecting answer",
    "other rang": "ringing read",
    "ring stopped": "off",
    "dial begun": "ringing hang_up",
    connected: "ringing cut",
    "other connected": "ringing cut",
    "time passed": "ringing read",
  },
  ringing: {
    "says listens": "off",
    "says whispers": "off",
    "says listens, other": "off",
    "says nothing": "off",
    "says call": "off",
    "says live": "off",
    "says live, unreachable": "off",
    "says live, other tab": "off",
    "says live, waits": "off",
    "says not live yet": "off",
    "says call, waits": "off",
    "says other offer": "offered acknowledge",
    "other rang": "ringing read",
    "ring stopped": "off",
    "dial begun": "ringing hang_up",
    connected: "ringing cut",
    "other connected": "ringing cut",
    "answer pressed": "connecting answer",
    "pass pressed": "off decline",
  },
  returning: {
    "says listens": "off",
    "says whispers": "off",
    "says listens, other": "off",
    "says nothing": "off",
    "says call": "off",
    "says live": "off",
    "says live, unreachable": "off",
    "says live, other tab": "off",
    "says live, waits": "off",
    "says not live yet": "off",
    "says call, waits": "off",
    "says other offer": "offered acknowledge",
    rang: "connecting answer",
    "other rang": "ringing read",
    "ring stopped": "off",
    "dial begun": "returning hang_up",
    connected: "returning cut",
    "other connected": "returning cut",
    "return failed": "off",
    "time passed": "returning read",
  },
  dialling: {
    "dial begun": "dialling hang_up",
    connected: "live",
    "other connected": "dialling cut",
    "microphone failed": "off hang_up read",
    "connect failed": "off hang_up read",
    disconnected: "off",
    "hang up pressed": "off hang_up",
    "time passed": "dialling read",
  },
  connecting: {
    "says listens": "off cut",
    "says whispers": "off cut",
    "says listens, other": "off cut",
    "says nothing": "off cut",
    "says other offer": "off cut",
    "ring stopped": "off",
    "dial begun": "connecting hang_up",
    connected: "live open_ticket",
    "other connected": "connecting cut",
    "microphone failed": "off decline read",
    "connect failed": "off decline read",
    disconnected: "off",
    "hang up pressed": "off hang_up",
    "time passed": "connecting read",
  },
  "connecting again": {
    "says listens": "off cut",
    "says whispers": "off cut",
    "says listens, other": "off cut",
    "says nothing": "off cut",
    "says other offer": "off cut",
    "ring stopped": "off",
    "dial begun": "connecting hang_up",
    connected: "live open_ticket",
    "other connected": "connecting cut",
    "microphone failed": "off decline read",
    "connect failed": "off decline read",
    disconnected: "off",
    "hang up pressed": "off hang_up",
    "time passed": "connecting read",
  },
  live: {
    ...ofLive,
    "says call, waits": "live resume",
    "says live, waits": "live resume",
  },
  "live, told": ofLive,
  "live, to be told": {
    ...ofLive,
    "says call, waits": "live resume",
    "says live, waits": "live resume",
    "time passed": "live resume",
  },
  lost: ofLost,
  "lost, awaited": {
    ...ofLost,
    reconnected: "live resume",
  },
  "supervising, answered": {
    ...ofSupervising,
    "ring stopped": "off",
    connected: "supervising mute",
  },
  supervising: {
    ...ofSupervising,
    "says whispers": "supervising mute",
  },
}

const told = (leg: AudioLeg, effects: PhoneEffect[]) =>
  [leg.name, ...effects.map(({ kind }) => kind)].join(" ")

describe.each(Object.entries(states) as [keyof typeof states, AudioLeg][])(
  "own audio that is %s",
  (state, leg) => {
    test.each(Object.entries(events) as [Event, LegEvent][])("by: %s", (name, event) => {
      const next = stepLeg(leg, event)
      expect(told(next.leg, next.effects)).toBe(table[state][name] ?? leg.name)
    })
  },
)

/** Plays events on own audio; returns it, every effect in order, and the last problem. */
function play(list: LegEvent[], from: AudioLeg = initialLeg) {
  let leg = from
  let problem: string | null | undefined
  const effects: PhoneEffect[] = []
  for (const event of list) {
    const step = stepLeg(leg, event)
    leg = step.leg
    effects.push(...step.effects)
    if (step.problem !== undefined) problem = step.problem
  }
  return { leg, effects, kinds: effects.map(({ kind }) => kind), problem }
}

const announced = said({ offer: anOffer() })
const { rang, connected } = events
const answer = events["answer pressed"]
const talking = [announced, rang, answer, connected]

describe("an offer", () => {
  test("[K3] is acknowledged once, however often it is said", () => {
    expect(play([announced, announced]).kinds).toEqual(["acknowledge"])
  })

  test("[K3] is not acknowledged by a page that talks or could not answer", () => {
    expect(play([said({ offer: other, call: aCall() })], play(talking).leg).kinds).toEqual([])
    expect(play([said({ offer: anOffer() }, { ability: "unreachable" })])).toMatchObject({ kinds: [] })
  })

  test("[E3] passed on, or stopped by the provider, does not come back while the database still names it", () => {
    expect(play([announced, rang, events["pass pressed"], announced, rang]).leg.name).toBe("off")
    expect(play([announced, rang, events["ring stopped"], announced]).leg.name).toBe("off")
    expect(play([rang, events["ring stopped"], announced])).toMatchObject({
      leg: { name: "off" },
      kinds: ["read"],
    })
  })

  test("[E1] rings also when the provider was faster than its word", () => {
    const { leg, kinds } = play([rang, said({}), announced])
    expect(leg).toMatchObject({ name: "ringing", offer: { id: "o1" } })
    expect(kinds).toEqual(["read", "report_ringing"])
  })
})

describe("answering", () => {
  test("too late is said", () => {
    expect(play([announced, rang, answer, events["ring stopped"]]).problem).toBe("offer_gone")
    expect(play([announced, rang, answer, said({})]).problem).toBe("offer_gone")
  })

  test.each([
    ["microphone failed", "microphone", "microphone_denied"],
    ["connect failed", "passed", "answer_failed"],
  ] as const)("[E3] when the %s gives the offer back at once, and says why", (event, cause, problem) => {
    const { effects, problem: told } = play([announced, rang, answer, events[event]])
    expect(effects).toContainEqual({ kind: "decline", offerId: "o1", legId: "l1", cause })
    expect(told).toBe(problem)
  })
})

describe("a call", () => {
  test("is not ended while the database still names its offer: its answer is on the way", () => {
    expect(play([...talking, said({ offer })]).leg.name).toBe("live")
  })

  test("is asked for until the database has named it", () => {
    const tick = (now: number): LegEvent => ({ kind: "time_passed", now })
    expect(
      play([...talking, tick(3010), tick(4000), tick(6010)]).kinds.filter((kind) => kind === "read"),
    ).toHaveLength(2)
    expect(play([...talking, said({ call: aCall() }), tick(60_000)]).kinds).not.toContain("read")
  })

  test("that is dialled is not ended by what the database said before it knew of it, and is when it names it no more", () => {
    const begun = events["dial begun"]
    const own = said({ call: aCall({ legId: "l2", isDialling: true }) })
    expect(play([begun, said({})]).leg.name).toBe("dialling")
    expect(play([begun, own, said({})])).toMatchObject({ leg: { name: "off" }, kinds: ["connect", "cut"] })
  })

  test("[C5] that is dialled opens its ticket once it has one, once", () => {
    const begun: LegEvent = {
      kind: "dial_begun",
      legId: "l1",
      facts: { ...facts, ticketNumber: null },
      now: 0,
    }
    const named = said({ call: aCall({ isDialling: true }) })
    expect(
      play([begun, connected, named, named]).kinds.filter((kind) => kind === "open_ticket"),
    ).toHaveLength(1)
  })

  test("that could not be dialled for the microphone says so", () => {
    const begun = { ...events["dial begun"], legId: "l1" }
    expect(play([begun, events["microphone failed"]]).problem).toBe("dial_microphone")
  })

  test("keeps its mute while the line is made anew", () => {
    const muted = [...talking, events["mute pressed"], events.reconnecting]
    expect(play(muted).leg).toMatchObject({ name: "lost", isMuted: true })
    expect(play([...muted, events.reconnected]).leg).toMatchObject({ name: "live", isMuted: true })
  })
})

describe("[K2] an agent who is waited for", () => {
  const waits = events["says call, waits"]
  const pressed = events["return pressed"]

  test("and whose audio goes on says so once an invitation, by itself", () => {
    expect(play([...talking, waits, waits]).kinds.filter((kind) => kind === "resume")).toHaveLength(1)
    const again = said({ call: aCall({ isAgentLost: true }), offer: { ...away, id: "o10" } })
    expect(play([...talking, waits, again]).kinds.filter((kind) => kind === "resume")).toHaveLength(2)
    expect(
      play([...talking, waits, said({ call: aCall() }), waits]).kinds.filter((kind) => kind === "resume"),
    ).toHaveLength(2)
  })

  test("says so again when the app has not heard it", () => {
    const failed = events["resume failed"]
    const { kinds } = play([...talking, waits, failed, { kind: "time_passed", now: 20 }])
    expect(kinds.filter((kind) => kind === "resume")).toHaveLength(1)
    const later = play([...talking, waits, failed, { kind: "time_passed", now: 10 + askAgainEvery }])
    expect(later.kinds.filter((kind) => kind === "resume")).toHaveLength(2)
  })

  test("and whose line is being made anew says so when it stands, not before", () => {
    const lost = play([...talking, events.reconnecting, waits])
    expect(lost.kinds).not.toContain("resume")
    expect(play([events.reconnected], lost.leg)).toMatchObject({ leg: { name: "live" }, kinds: ["resume"] })
    const settled = play([said({ call: aCall() }), events.reconnected], lost.leg)
    expect(settled.kinds).toEqual([])
  })

  test("does not ring without audio, and comes back with one press", () => {
    expect(play([events["says wait"]])).toMatchObject({ leg: { name: "off" }, kinds: [] })
    const { leg, kinds } = play([events["says wait"], pressed, events["says wait, wanted"], rang, connected])
    expect(leg.name).toBe("live")
    expect(kinds).toEqual(["return", "answer", "open_ticket"])
  })

  test("comes back here when it was pressed in another tab, however early it rings", () => {
    const wanted = events["says wait, wanted"]
    expect(play([wanted, rang]).leg.name).toBe("connecting")
    expect(play([rang, wanted]).leg.name).toBe("connecting")
  })

  test.each([
    ["return failed", "return_failed"],
    ["ring stopped", "return_failed"],
    ["says nothing", "offer_gone"],
  ] as const)("is told when nothing comes of it: %s", (event, problem) => {
    expect(play([events["says wait"], pressed, events[event]]).problem).toBe(problem)
  })

  test("may press again when the app could not be asked, or another invitation follows", () => {
    const refused = play([pressed, events["return failed"]])
    expect(play([events["says wait"], pressed], refused.leg).leg.name).toBe("returning")
    const next = play([pressed, said({ offer: away })])
    expect(next).toMatchObject({ leg: { name: "off" }, problem: "return_failed" })
    expect(play([{ ...pressed, offer: away }], next.leg).leg).toMatchObject({
      name: "returning",
      legId: "l9",
    })
  })

  test.each([
    ["microphone failed", "return_microphone"],
    ["connect failed", "return_failed"],
  ] as const)("is not passed on when the %s: they may try again", (event, problem) => {
    const { effects, problem: told } = play([pressed, rang, events[event]])
    expect(effects).toContainEqual({ kind: "decline", offerId: "o1", legId: "l1", cause: "microphone" })
    expect(told).toBe(problem)
  })
})

describe("[K2] a live leg whose audio is nowhere", () => {
  const live = events["says live"]
  const tick = (now: number): LegEvent => ({ kind: "time_passed", now })
  const reports = (list: LegEvent[], from?: AudioLeg) =>
    play(list, from).effects.filter(({ kind }) => kind === "report_lost")

  test("is told of once, and again while the database still names it, for the app may not have heard", () => {
    expect(reports([live, live, tick(12)])).toEqual([{ kind: "report_lost", legId: "l1" }])
    expect(reports([live, live, tick(10 + askAgainEvery), tick(11 + askAgainEvery)])).toHaveLength(2)
    expect(reports([live, said({}), tick(60_000)])).toHaveLength(1)
  })

  test("is not told of by a tab that another one's audio may be behind, nor of who is waited for already", () => {
    expect(reports([events["says live, other tab"], tick(60_000)])).toEqual([])
    expect(reports([events["says live, waits"], tick(60_000)])).toEqual([])
  })

  test("is none that this page dials, answers, talks on, or is done with", () => {
    expect(reports([{ ...events["dial begun"], legId: "l1" }, events["says not live yet"], live])).toEqual([])
    expect(reports([announced, rang, answer, live, connected, live])).toEqual([])
    expect(reports([...talking, events.reconnecting, live])).toEqual([])
    for (const end of [events.disconnected, events["hang up pressed"]] as const)
      expect(reports([...talking, live, end, live, tick(60_000)])).toEqual([])
  })

  test("comes back by the invitation that follows", () => {
    const { leg, kinds } = play([live, events["says wait"], events["return pressed"], rang, connected])
    expect(leg.name).toBe("live")
    expect(kinds).toEqual(["report_lost", "return", "answer", "open_ticket"])
  })

  test("is another one than that it was told of before", () => {
    const next = said({ call: aCall({ legId: "l2", legs: [ownLeg({ id: "l2" })] }) })
    expect(reports([live, next])).toEqual(["l1", "l2"].map((legId) => ({ kind: "report_lost", legId })))
  })
})

describe("[S6] who supervises", () => {
  const { "says listens": listens, "says whispers": whispers } = events

  test("is answered by itself, is heard by nobody while they listen, and has no work after it", () => {
    const { leg, effects } = play([rang, listens, connected])
    expect(leg).toMatchObject({ name: "supervising", isConnected: true })
    expect(effects).toEqual([
      { kind: "read" },
      { kind: "answer", legId: "l1" },
      { kind: "mute", isMuted: true },
    ])
    const ended = play([events["hang up pressed"]], leg)
    expect(ended.leg).toMatchObject({ name: "off", done: { legId: "l1", wasCarried: false } })
    expect(ended.kinds).toEqual(["hang_up"])
    expect(play([listens, rang], ended.leg).kinds).toEqual([])
  })

  test("is heard from when they whisper, and not again when they listen", () => {
    const { leg } = play([rang, listens, connected])
    expect(play([whispers, whispers, listens], leg).effects).toEqual([
      { kind: "mute", isMuted: false },
      { kind: "mute", isMuted: true },
    ])
    expect(play([rang, listens, whispers, connected]).kinds).toEqual(["read", "answer"])
  })

  test("answers nothing else: what rings is another leg, or an offer that waits for a person", () => {
    expect(play([rang, events["says listens, other"]])).toMatchObject({
      leg: { name: "ringing" },
      kinds: ["read"],
    })
    expect(play([announced, rang, said({ offer, supervision: aSupervision() })]).kinds).not.toContain(
      "answer",
    )
    expect(play([listens]).kinds).toEqual([])
  })
})

/** A provider and a database that tell of legs in whatever order, beside a person who presses what they like. */
const anything = fc.array(fc.constantFrom(...Object.values(events)), { maxLength: 30 })

describe("whatever happens, in whatever order", () => {
  test("a leg this page is done with is never answered, and nothing is done with two legs at a time", () => {
    fc.assert(
      fc.property(anything, (list) => {
        let leg: AudioLeg = initialLeg
        for (const event of list) {
          const before = leg
          const step = stepLeg(leg, event)
          leg = step.leg
          for (const effect of step.effects) {
            if (effect.kind === "answer")
              expect(["ringing", "returning"].map((name) => ({ name, legId: effect.legId }))).toContainEqual({
                name: before.name,
                legId: "legId" in before ? before.legId : null,
              })
            if (effect.kind === "resume") expect(leg).toMatchObject({ name: "live", legId: effect.legId })
            if (effect.kind === "report_lost") expect([before.name, leg.name]).toEqual(["off", "off"])
            if (effect.kind === "mute") expect(["live", "lost", "supervising"]).toContain(before.name)
            if (effect.kind === "connect") expect(before.name).toBe("off")
          }
          // What could not be asked for may be asked for again.
          const isRefused = before.name === "returning" && event.kind === "return_failed"
          const isEnded = before.name !== "off" && leg.name === "off" && !isRefused
          if (isEnded) expect(leg).toMatchObject({ done: { legId: before.legId } })
        }
      }),
    )
  })

  test("a call is left by the line's word, by the database's or by hand, and by nothing else", () => {
    const enders = new Set<LegEvent>([
      events.disconnected,
      events["hang up pressed"],
      events["says nothing"],
      events["says other offer"],
      // Of a supervisor, who has no call then.
      events["says listens"],
      events["says whispers"],
      events["says listens, other"],
    ])
    fc.assert(
      fc.property(anything, (list) => {
        const leg = play(list, states.live).leg
        if (!list.some((event) => enders.has(event))) expect(["live", "lost"]).toContain(leg.name)
      }),
    )
  })
})

test("what the database names with no call and no offer is nothing", () => {
  expect(stepLeg(initialLeg, said(nothingLive))).toEqual({ leg: initialLeg, effects: [] })
})
