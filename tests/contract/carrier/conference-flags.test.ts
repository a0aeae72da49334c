import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { CUSTOMER, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"
import { roomEvent } from "./support/rooms.ts"

const EVENTS = "start end join leave mute hold modify"

let h: Harness
beforeAll(async () => {
  h = await startHarness()
  h.app.on("/after", response("<Hangup/>"))
})
afterEach(() => expect(h.app.unsigned).toEqual([]))
afterAll(() => h.stop())

/** A caller who enters the conference `name` by TwiML with these attributes, humming `hz`; resolves once it is in. */
async function enters(name: string, hz: number, attributes: string): Promise<string> {
  const conference = `<Conference beep="false" waitUrl="" statusCallback="/${name}" statusCallbackEvent="${EVENTS}" ${attributes}>${name}</Conference>`
  h.app.on("/voice", response(`<Dial action="/after">${conference}</Dial>`))
  const script = [{ until: "conference" }, { tone: hz, ms: 30_000 }]
  const { sid } = await h.control.call({ from: CUSTOMER, to: NUMBER, script })
  await roomEvent(h, name, "participant-join", sid)
  return sid
}

const hears = async (callSid: string, hz: number[]) => {
  const { amplitudes } = await h.control.heard(callSid, 300, hz)
  return hz.filter((each) => (amplitudes[each] ?? 0) > 0.05)
}

const eventsOf = (name: string) => h.app.to(`/${name}`).map(({ params }) => params.StatusCallbackEvent)

describe("a conference by TwiML", () => {
  test("does not start with those who may not start it, however many, but with the first who may", async () => {
    const waiting = 'startConferenceOnEnter="false"'
    const first = await enters("start", 500, waiting)
    const second = await enters("start", 700, waiting)
    expect(await hears(first, [500, 700])).toEqual([])
    expect(eventsOf("start")).not.toContain("conference-start")
    const third = await enters("start", 900, "")
    expect((await roomEvent(h, "start", "conference-start")).CallSid).toBe(third)
    expect(await hears(second, [500, 700, 900])).toEqual([500, 900])
    for (const each of [first, second, third]) await h.control.act(each, { hangup: true })
    await roomEvent(h, "start", "conference-end")
  })

  test("goes on when those leave who do not end it, and ends for all with the one who does", async () => {
    const customer = await enters("end", 500, 'endConferenceOnExit="true"')
    const agent = await enters("end", 700, "")
    const listener = await enters("end", 900, 'muted="true" startConferenceOnEnter="false"')
    await h.control.act(agent, { hangup: true })
    await roomEvent(h, "end", "participant-leave", agent)
    expect(await hears(listener, [500])).toEqual([500])
    expect(eventsOf("end")).not.toContain("conference-end")
    await h.control.act(customer, { hangup: true })
    expect(await roomEvent(h, "end", "conference-end")).toMatchObject({
      ReasonConferenceEnded: "participant-with-end-conference-on-exit-left",
      CallSidEndingConference: customer,
    })
    expect(await roomEvent(h, "end", "participant-leave", listener)).toMatchObject({
      ReasonParticipantLeft: "moderator_ended_conference",
    })
    const { params } = await h.app.next("/after", (each) => each.params.CallSid === listener)
    expect(params).toMatchObject({ DialCallStatus: "answered", CallStatus: "in-progress" })
  })

  test("lets the last flag count: it ends with who was told so later, and no longer with who was told not to", async () => {
    const customer = await enters("later", 500, 'endConferenceOnExit="true"')
    const agent = await enters("later", 700, "")
    const third = await enters("later", 900, "")
    const { ConferenceSid = "" } = await roomEvent(h, "later", "conference-start")
    const participants = h.twilio.conferences(ConferenceSid).participants
    await participants(customer).update({ endConferenceOnExit: false })
    await participants(agent).update({ endConferenceOnExit: true })
    await h.control.act(customer, { hangup: true })
    await roomEvent(h, "later", "participant-leave", customer)
    expect(await hears(third, [700])).toEqual([700])
    await participants(agent).remove()
    expect(await roomEvent(h, "later", "conference-end")).toMatchObject({
      ReasonConferenceEnded: "participant-with-end-conference-on-exit-kicked",
      CallSidEndingConference: agent,
    })
  })

  test("has a listener whom nobody hears, a coach whom one hears, and a supervisor who barges in by REST", async () => {
    const customer = await enters("watched", 500, 'endConferenceOnExit="true"')
    const agent = await enters("watched", 700, 'participantLabel="agent"')
    const supervisor = await enters(
      "watched",
      900,
      `muted="true" coach="${agent}" startConferenceOnEnter="false"`,
    )
    const { ConferenceSid = "" } = await roomEvent(h, "watched", "conference-start")
    const participant = h.twilio.conferences(ConferenceSid).participants(supervisor)
    expect(await participant.fetch()).toMatchObject({ muted: true, coaching: true, callSidToCoach: agent })
    const all = async () => [
      await hears(customer, [500, 700, 900]),
      await hears(agent, [500, 700, 900]),
      await hears(supervisor, [500, 700, 900]),
    ]
    expect(await all()).toEqual([[700], [500], [500, 700]])
    await participant.update({ muted: false })
    expect(await roomEvent(h, "watched", "participant-unmute", supervisor)).toMatchObject({
      Coaching: "true",
      Muted: "false",
    })
    expect(await all()).toEqual([[700], [500, 900], [500, 700]])
    await participant.update({ coaching: false })
    expect(await roomEvent(h, "watched", "participant-modify", supervisor)).toMatchObject({
      Coaching: "false",
    })
    expect(await all()).toEqual([
      [700, 900],
      [500, 900],
      [500, 700],
    ])
    await h.control.act(supervisor, { hangup: true })
    await roomEvent(h, "watched", "participant-leave", supervisor)
    expect(await hears(customer, [700])).toEqual([700])
    await h.control.act(customer, { hangup: true })
    await roomEvent(h, "watched", "conference-end")
  })

  test("takes no coach for somebody who is not in it: 13240, and the document goes on", async () => {
    const nobody = `CA${"0".repeat(32)}`
    h.app.on(
      "/voice",
      response(`<Dial action="/after"><Conference coach="${nobody}">nobody</Conference></Dial>`),
    )
    const { sid } = await h.control.call({ from: CUSTOMER, to: NUMBER })
    const { params } = await h.app.next("/after", (each) => each.params.CallSid === sid)
    expect(params.DialCallStatus).toBe("failed")
    const alerts = await h.control.alerts()
    expect(alerts.filter(({ callSid }) => callSid === sid).map(({ code }) => code)).toEqual([13240])
  })
})
