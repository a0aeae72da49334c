import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { type Harness, startHarness } from "./support/harness.ts"
import { dialInto, openRoom, roomEvent } from "./support/rooms.ts"

const OUTSIDE = "+81300000040"
const PARTY_HZ = 900
const EVENTS = ["initiated", "ringing", "answered", "completed"]

let h: Harness
beforeAll(async () => {
  h = await startHarness()
})
afterEach(() => expect(h.app.unsigned).toEqual([]))
afterAll(() => h.stop())

/** Dials an outside number into a room of that name; its own callbacks go to `/leg-<name>`. */
async function dialOutside(name: string, more: object = {}) {
  const room = await openRoom(h, name)
  const leg = await dialInto(h, room.conference, OUTSIDE, {
    statusCallback: `${h.app.url}/leg-${name}`,
    statusCallbackEvent: EVENTS,
    ...more,
  })
  const participant = h.twilio.conferences(room.conference).participants(leg)
  return { ...room, leg, participant }
}

const statusesOf = async (name: string, many: number) => {
  const received = (await h.app.count(`/leg-${name}`, many)).map(({ params }) => params)
  return received
    .toSorted((a, b) => Number(a.SequenceNumber) - Number(b.SequenceNumber))
    .map(({ CallStatus }) => CallStatus)
}

const eventsOf = (name: string, leg: string) =>
  h.app
    .to(`/${name}`)
    .filter(({ params }) => params.CallSid === leg)
    .map(({ params }) => params.StatusCallbackEvent)

/** The room's customer is still in it, alone, and nobody has ended it. */
async function expectCustomerWaits(customer: string, conference: string): Promise<void> {
  const here = await h.twilio.conferences(conference).participants.list()
  expect(here.map(({ callSid }) => callSid)).toEqual([customer])
  expect((await h.control.view(customer)).status).toBe("in-progress")
}

describe("an outside number dialled into a conference", () => {
  test("that answers is initiated, ringing, answered and completed, and its hanging up is its leaving", async () => {
    const script = [{ tone: PARTY_HZ, ms: 30_000 }]
    await h.control.setEndpoint({ number: OUTSIDE, behaviour: "answer", answerAfterMs: 50, script })
    const { customer, conference, leg, participant } = await dialOutside("answers")
    await roomEvent(h, "answers", "conference-start")
    expect((await participant.fetch()).status).toBe("connected")
    expect((await h.control.heard(customer, 300)).dominantHz).toBe(PARTY_HZ)
    await h.control.act(leg, { hangup: true })
    expect(await roomEvent(h, "answers", "participant-leave", leg)).toMatchObject({
      ReasonParticipantLeft: "participant_hung_up",
      ParticipantCallStatus: "completed",
    })
    expect(await statusesOf("answers", 4)).toEqual(["initiated", "ringing", "in-progress", "completed"])
    await expectCustomerWaits(customer, conference)
    await h.twilio.conferences(conference).update({ status: "completed" })
  })

  test.each([
    ["is busy", { behaviour: "busy" }, "busy", ["initiated", "busy"]],
    ["declines", { behaviour: "refuse", answerAfterMs: 50 }, "busy", ["initiated", "ringing", "busy"]],
    ["does not exist", { behaviour: "unreachable" }, "failed", ["initiated", "failed"]],
  ] as const)(
    "that %s was never in it, ends nothing, and says why",
    async (what, setup, status, statuses) => {
      const name = what.replaceAll(" ", "-")
      await h.control.setEndpoint({ number: OUTSIDE, ...setup })
      const { customer, conference, leg } = await dialOutside(name, { endConferenceOnExit: true })
      expect(await roomEvent(h, name, "participant-leave", leg)).toMatchObject({
        ReasonParticipantLeft: "participant_add_failed",
        ParticipantCallStatus: status,
      })
      expect(await statusesOf(name, statuses.length)).toEqual(statuses)
      expect(eventsOf(name, leg)).toEqual(["participant-leave"])
      await expectCustomerWaits(customer, conference)
      await h.twilio.conferences(conference).update({ status: "completed" })
    },
  )

  test("with early media joins while it rings, and its declining then ends nothing either", async () => {
    await h.control.setEndpoint({ number: OUTSIDE, behaviour: "refuse", answerAfterMs: 400 })
    const { customer, conference, leg, participant } = await dialOutside("early", {
      earlyMedia: true,
      endConferenceOnExit: true,
    })
    await roomEvent(h, "early", "participant-join", leg)
    expect((await participant.fetch()).status).toBe("ringing")
    expect(await roomEvent(h, "early", "participant-leave", leg)).toMatchObject({
      ReasonParticipantLeft: "participant_add_failed",
      ParticipantCallStatus: "busy",
    })
    await expectCustomerWaits(customer, conference)
    await h.twilio.conferences(conference).update({ status: "completed" })
  })

  test("that is taken out while it rings is canceled, by its call or by its place", async () => {
    await h.control.setEndpoint({ number: OUTSIDE, behaviour: "no-answer" })
    const first = await dialOutside("by-call")
    await h.control.waitFor(first.leg, ({ status }) => status === "ringing")
    await h.twilio.calls(first.leg).update({ status: "canceled" })
    expect(await roomEvent(h, "by-call", "participant-leave", first.leg)).toMatchObject({
      ReasonParticipantLeft: "participant_add_failed",
      ParticipantCallStatus: "canceled",
    })
    expect(await statusesOf("by-call", 3)).toEqual(["initiated", "ringing", "canceled"])

    const second = await dialOutside("by-place")
    await h.control.waitFor(second.leg, ({ status }) => status === "ringing")
    await second.participant.remove()
    expect(await statusesOf("by-place", 3)).toEqual(["initiated", "ringing", "canceled"])
    expect(await roomEvent(h, "by-place", "participant-leave", second.leg)).toMatchObject({
      ReasonParticipantLeft: "participant_updated_via_api",
    })
    for (const { customer, conference } of [first, second]) {
      await expectCustomerWaits(customer, conference)
      await h.twilio.conferences(conference).update({ status: "completed" })
    }
  })

  test("rings no longer once the conference is ended", async () => {
    await h.control.setEndpoint({ number: OUTSIDE, behaviour: "no-answer" })
    const { conference, leg } = await dialOutside("ended")
    await h.control.waitFor(leg, ({ status }) => status === "ringing")
    await h.twilio.conferences(conference).update({ status: "completed" })
    expect(await roomEvent(h, "ended", "participant-leave", leg)).toMatchObject({
      ReasonParticipantLeft: "conference_ended_via_api",
    })
    expect(await statusesOf("ended", 3)).toEqual(["initiated", "ringing", "canceled"])
  })

  test("still rings when the last who was there leaves, and is alone in the conference once it answers", async () => {
    await h.control.setEndpoint({ number: OUTSIDE, behaviour: "answer", answerAfterMs: 400 })
    const { customer, conference, leg } = await dialOutside("left-alone", { waitUrl: "" })
    await h.control.act(customer, { hangup: true })
    await roomEvent(h, "left-alone", "participant-leave", customer)
    await roomEvent(h, "left-alone", "participant-join", leg)
    expect((await h.twilio.conferences(conference).fetch()).status).toBe("init")
    await h.control.act(leg, { hangup: true })
    expect(await roomEvent(h, "left-alone", "conference-end")).toMatchObject({
      ReasonConferenceEnded: "last-participant-left",
      CallSidEndingConference: leg,
    })
  })
})
