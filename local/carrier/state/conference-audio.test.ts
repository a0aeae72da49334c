import { describe, expect, test } from "vitest"
import { MediaClock } from "../media/clock.ts"
import { FRAME_SAMPLES } from "../media/source.ts"
import { Call } from "./call.ts"
import { Conference } from "./conference.ts"
import { conferenceSound, heardBy } from "./conference-audio.ts"
import { Participant } from "./participant.ts"

const clock = new MediaClock()

/** A participant who says one value over and over: what is heard is the sum of those who may be heard. */
function participant(conference: Conference, value: number): Participant {
  const call = new Call({
    from: "+810",
    to: "+811",
    direction: "outbound-api",
    line: {
      kind: "script",
      spoken: { frame: () => new Int16Array(FRAME_SAMPLES).fill(value) },
      ring: () => undefined,
      answer: () => undefined,
      end: () => undefined,
    },
  })
  const made = new Participant(call, SETTINGS, true, clock)
  conference.admit(made)
  call.begin()
  call.partyAnswers()
  conference.join(made)
  return made
}

const SETTINGS = {
  label: null,
  muted: false,
  beep: "false",
  startConferenceOnEnter: true,
  endConferenceOnExit: false,
  callSidToCoach: null,
  waitUrl: "",
  waitMethod: "POST",
} as const

const heardIn = (conference: Conference, ...listeners: Participant[]): number[] =>
  listeners.map((listener) => heardBy(conference, listener).frame(1)?.[0] ?? 0)

function room(): { conference: Conference; agent: Participant; customer: Participant; third: Participant } {
  const conference = new Conference("room", 250, clock)
  const [agent, customer, third] = [1, 10, 100].map((value) => participant(conference, value))
  if (!agent || !customer || !third) throw new Error("three were made")
  return { conference, agent, customer, third }
}

describe("in a conference", () => {
  test("everyone hears everyone but themselves", () => {
    const { conference, agent, customer, third } = room()
    expect(heardIn(conference, agent, customer, third)).toEqual([110, 101, 11])
  })

  test("a muted participant is not heard and hears", () => {
    const { conference, agent, customer, third } = room()
    conference.setMuted(third, true)
    expect(heardIn(conference, agent, customer, third)).toEqual([10, 1, 11])
  })

  test("one on hold neither hears nor is heard, and the recording goes on without it", () => {
    const { conference, agent, customer, third } = room()
    conference.setHold(customer, true)
    expect(heardIn(conference, agent, customer, third)).toEqual([100, 0, 1])
    expect(conferenceSound(conference).frame(1)?.[0]).toBe(101)
  })

  test("a coach is heard by the coached alone and by no recording, and hears all", () => {
    const { conference, agent, customer, third } = room()
    conference.modify(third, { callSidToCoach: agent.call.sid })
    expect(heardIn(conference, agent, customer, third)).toEqual([110, 1, 11])
    expect(conferenceSound(conference).frame(1)?.[0]).toBe(11)
  })

  test("loud voices together stay within 16 bits", () => {
    const conference = new Conference("loud", 250, clock)
    const [first] = [30_000, 30_000, 30_000].map((value) => participant(conference, value))
    if (!first) throw new Error("three were made")
    expect(heardIn(conference, first)).toEqual([32_767])
  })

  test("before it starts one hears one's own music only", () => {
    const conference = new Conference("early", 250, clock)
    const alone = participant(conference, 5)
    expect(conference.status).toBe("init")
    expect(heardIn(conference, alone)).toEqual([0])
    participant(conference, 6)
    expect(conference.status).toBe("in-progress")
    expect(heardIn(conference, alone)).toEqual([6])
  })
})
