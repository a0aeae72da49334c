import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { clipMs } from "../../../local/carrier/media/source.ts"
import { ProtocolAgent } from "../../support/protocol-agent.ts"
import type { Received } from "./support/application.ts"
import { accessToken, CUSTOMER, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"
import { downloadRecording } from "./support/recording.ts"

const ALL_EVENTS = ["start", "end", "join", "leave", "mute", "hold", "modify"]

let h: Harness
let agent: ProtocolAgent
beforeAll(async () => {
  h = await startHarness()
  agent = await ProtocolAgent.connect(h.carrier.signalUrl, accessToken("agent_1"))
})
beforeEach(() => h.control.clearAlerts())
afterEach(() => expect(h.app.unsigned).toEqual([]))
afterAll(async () => {
  await agent?.close()
  await h?.stop()
})

const conferenceTwiml = (name: string, attributes: string, afterwards = "") =>
  response(`<Dial><Conference beep="false" waitUrl="" ${attributes}>${name}</Conference></Dial>`, afterwards)
const reporting = (path: string) => `statusCallback="${path}" statusCallbackEvent="${ALL_EVENTS.join(" ")}"`

/** A scripted customer whose number leads into a conference; `script` is what it does there. */
function callInto(
  name: string,
  attributes: string,
  script: Parameters<Harness["control"]["call"]>[0]["script"] = [],
) {
  h.app.on("/voice", conferenceTwiml(name, attributes))
  return h.control.call({ from: CUSTOMER, to: NUMBER, script })
}

const createAgent = (conference: string, more: object = {}) =>
  h.twilio
    .conferences(conference)
    .participants.create({ from: NUMBER, to: "client:agent_1", beep: "false", waitUrl: "", ...more })

const event =
  (name: string) =>
  ({ params }: Received) =>
    params.StatusCallbackEvent === name

const codes = async () => (await h.control.alerts()).map(({ code }) => code)

// twilio.com/docs/voice/twiml/conference ("participantLabel") and the errors 16023 to 16026.
describe("a label given by TwiML", () => {
  test("is in the conference's callbacks, finds the participant, and is refused to others while it is in use", async () => {
    const { sid } = await callInto("labelled", `participantLabel="leg-1" ${reporting("/labelled")}`)
    const joined = await h.app.next("/labelled", event("participant-join"))
    expect(joined.params).toMatchObject({ CallSid: sid, ParticipantLabel: "leg-1", FriendlyName: "labelled" })
    const room = h.twilio.conferences(joined.params.ConferenceSid ?? "")
    expect(await room.participants("leg-1").fetch()).toMatchObject({ callSid: sid, label: "leg-1" })

    await expect(createAgent("labelled", { label: "leg-1" })).rejects.toMatchObject({
      status: 400,
      code: 16026,
    })
    h.app.on(
      "/voice",
      conferenceTwiml("labelled", 'participantLabel="leg-1"', "<Redirect>/beside</Redirect>"),
    )
    h.app.on("/beside", response("<Hangup/>"))
    const second = await h.control.call({ from: CUSTOMER, to: NUMBER })
    await h.app.next("/beside", ({ params }) => params.CallSid === second.sid)
    expect(await codes()).toEqual([16025])

    await room.participants("leg-1").update({ muted: true })
    const muted = await h.app.next("/labelled", event("participant-mute"))
    expect(muted.params).toMatchObject({ ParticipantLabel: "leg-1", Muted: "true" })
    await h.control.act(sid, { hangup: true })
    const left = await h.app.next("/labelled", event("participant-leave"))
    expect(left.params).toMatchObject({ ParticipantLabel: "leg-1" })
    const again = await createAgent("labelled", { label: "leg-1" })
    expect(again.label).toBe("leg-1")
    await h.twilio.calls(again.callSid).update({ status: "completed" })
  })

  test.each(["a".repeat(129), "a/b", "a%2Fb", `CA${"0".repeat(32)}`])(
    "that no label may be is refused: 16023 by TwiML, 16024 by REST (%s)",
    async (label) => {
      h.app.on(
        "/voice",
        conferenceTwiml("no-label", `participantLabel="${label}"`, "<Redirect>/went-on</Redirect>"),
      )
      h.app.on("/went-on", response("<Hangup/>"))
      const { sid } = await h.control.call({ from: CUSTOMER, to: NUMBER })
      await h.app.next("/went-on", ({ params }) => params.CallSid === sid)
      expect(await codes()).toEqual([16023])
      await expect(createAgent("no-label", { label })).rejects.toMatchObject({ status: 400, code: 16024 })
      expect(await h.twilio.conferences.list({ friendlyName: "no-label" })).toEqual([])
    },
  )
})

// twilio.com/docs/voice/api/conference-participant-resource: the path takes a conference's SID or friendly name.
describe("a participant created by a conference's name", () => {
  test("makes the conference that is not there, by its own settings; who comes later changes none", async () => {
    const created = await createAgent("rest-first", {
      label: "agent-leg",
      conferenceStatusCallback: `${h.app.url}/rest-first`,
      conferenceStatusCallbackMethod: "GET",
      conferenceStatusCallbackEvent: ALL_EVENTS,
      conferenceRecord: "record-from-start",
      conferenceTrim: "do-not-trim",
      conferenceRecordingStatusCallback: `${h.app.url}/rest-first-recording`,
      conferenceRecordingStatusCallbackMethod: "GET",
      conferenceRecordingStatusCallbackEvent: ["in-progress", "completed", "absent"],
    })
    // The agent is there before the customer.
    agent.answer((await agent.nextInvite()).callSid)
    await h.app.next("/rest-first", event("participant-join"))
    const { sid } = await callInto(
      "rest-first",
      `record="do-not-record" endConferenceOnExit="true" ${reporting("/ignored")} recordingStatusCallback="/ignored"`,
      [{ until: "talking" }, { tone: 500, ms: 200 }],
    )
    const started = await h.app.next("/rest-first", event("conference-start"))
    expect(started.params).toMatchObject({ ConferenceSid: created.conferenceSid, CallSid: sid })
    await h.app.next("/rest-first-recording", ({ params }) => params.RecordingStatus === "in-progress")
    await h.control.heard(sid, 800)
    await h.control.act(sid, { hangup: true })
    const recorded = await h.app.next(
      "/rest-first-recording",
      ({ params }) => params.RecordingStatus === "completed",
    )
    // Its silence is in it, since it was not to be trimmed.
    expect(clipMs(await downloadRecording(recorded.params.RecordingUrl ?? ""))).toBeGreaterThan(700)
    await h.app.next("/rest-first", event("conference-end"))
    const told = await h.app.count("/rest-first", 6)
    expect(told.map(({ params }) => params.StatusCallbackEvent).toSorted()).toEqual([
      "conference-end",
      "conference-start",
      "participant-join",
      "participant-join",
      "participant-leave",
      "participant-leave",
    ])
    expect(new Set([...told, recorded].map(({ method }) => method))).toEqual(new Set(["GET"]))
    expect(new Set(told.map(({ params }) => params.FriendlyName))).toEqual(new Set(["rest-first"]))
    expect(h.app.to("/ignored")).toEqual([])
  })

  test("joins the one that has the name, whose settings stay those of who came first", async () => {
    const { sid } = await callInto("twiml-first", reporting("/twiml-first"))
    const joined = await h.app.next("/twiml-first", event("participant-join"))
    const created = await createAgent("twiml-first", {
      conferenceStatusCallback: `${h.app.url}/ignored`,
      conferenceStatusCallbackEvent: ALL_EVENTS,
      conferenceRecord: true,
      conferenceRecordingStatusCallback: `${h.app.url}/ignored`,
      conferenceRecordingStatusCallbackEvent: ["in-progress", "completed", "absent"],
    })
    expect(created.conferenceSid).toBe(joined.params.ConferenceSid)
    agent.answer((await agent.nextInvite()).callSid)
    await h.app.next("/twiml-first", event("conference-start"))
    expect(await h.twilio.conferences(created.conferenceSid).recordings.list()).toEqual([])
    await h.twilio.conferences(created.conferenceSid).update({ status: "completed" })
    const ended = await h.app.next("/twiml-first", event("conference-end"))
    expect(ended.params).toMatchObject({ FriendlyName: "twiml-first" })
    await h.control.waitFor(sid, ({ status }) => status === "completed")
    expect(h.app.to("/ignored")).toEqual([])
  })

  test("and a customer's redirect at the same moment meet in one conference, whichever is first", async () => {
    h.app.on("/voice", response('<Gather timeout="30"/>'))
    const customer = await h.control.call({ from: CUSTOMER, to: NUMBER })
    await h.control.waitFor(customer.sid, ({ status }) => status === "in-progress")
    const settings = `participantLabel="customer" ${reporting(`${h.app.url}/side-by-side`)}`
    const [created] = await Promise.all([
      createAgent("side-by-side", {
        label: "agent",
        conferenceStatusCallback: `${h.app.url}/side-by-side`,
        conferenceStatusCallbackEvent: ALL_EVENTS,
      }),
      h.twilio.calls(customer.sid).update({ twiml: conferenceTwiml("side-by-side", settings) }),
    ])
    agent.answer((await agent.nextInvite()).callSid)
    const started = await h.app.next("/side-by-side", event("conference-start"))
    expect(started.params.ConferenceSid).toBe(created.conferenceSid)
    const present = await h.twilio.conferences(created.conferenceSid).participants.list()
    expect(present.map(({ label }) => label).toSorted()).toEqual(["agent", "customer"])
    expect(new Set(h.app.to("/side-by-side").map(({ params }) => params.ConferenceSid)).size).toBe(1)
    await h.twilio.conferences(created.conferenceSid).update({ status: "completed" })
    await h.control.waitFor(customer.sid, ({ status }) => status === "completed")
  })
})

// twilio.com/docs/api/errors/16020
test("a conference that is full takes nobody more, by TwiML or REST: 16020", async () => {
  const { sid } = await callInto("full", `maxParticipants="1" ${reporting("/full")}`)
  await h.app.next("/full", event("participant-join"))
  await expect(createAgent("full")).rejects.toMatchObject({ status: 400, code: 16020 })
  h.app.on("/voice", conferenceTwiml("full", "", "<Redirect>/turned-away</Redirect>"))
  h.app.on("/turned-away", response("<Hangup/>"))
  const second = await h.control.call({ from: CUSTOMER, to: NUMBER })
  await h.app.next("/turned-away", ({ params }) => params.CallSid === second.sid)
  expect(await codes()).toEqual([16020])
  await h.control.act(sid, { hangup: true })
})

// twilio.com/docs/voice/api/conference-resource, and the changelog of 8 July 2026 ("Conference list endpoint").
test("conferences are listed by name and status, and without a status only those that have not ended", async () => {
  const list = async (status?: "init" | "in-progress" | "completed") => {
    const found = await h.twilio.conferences.list({ friendlyName: "listed", ...(status ? { status } : {}) })
    return found.map((each) => each.sid)
  }
  const first = (await createAgent("listed")).conferenceSid
  expect([await list("init"), await list("in-progress"), await list()]).toEqual([[first], [], [first]])
  await h.twilio.conferences(first).update({ status: "completed" })
  expect([await list("init"), await list("completed"), await list()]).toEqual([[], [first], []])

  await callInto("listed", reporting("/listed"))
  const joined = await h.app.next("/listed", event("participant-join"))
  const second = joined.params.ConferenceSid ?? ""
  await createAgent(second)
  agent.answer((await agent.nextInvite()).callSid)
  await h.app.next("/listed", event("conference-start"))
  expect([await list("in-progress"), await list("completed"), await list()]).toEqual([
    [second],
    [first],
    [second],
  ])
  expect(await h.twilio.conferences.list({ friendlyName: "list" })).toEqual([])
  await h.twilio.conferences(second).update({ status: "completed" })
})
