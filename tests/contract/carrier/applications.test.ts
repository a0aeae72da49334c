import twilio from "twilio"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { ProtocolAgent } from "../../support/protocol-agent.ts"
import {
  ACCOUNT,
  API_KEY,
  API_SECRET,
  APP,
  CUSTOMER,
  type Harness,
  NUMBER,
  response,
  startHarness,
} from "./support/harness.ts"

let h: Harness
const agents: ProtocolAgent[] = []
beforeAll(async () => {
  h = await startHarness()
  await h.control.setEndpoint({ number: CUSTOMER, behaviour: "answer", answerAfterMs: 5 })
  h.app.on("/over", response("<Hangup/>"))
})
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.close()
  expect(h.app.unsigned).toEqual([])
})
afterAll(() => h.stop())

/** An agent whose token lets it dial through `outgoingApplicationSid`; without one it may not dial at all. */
async function agentWith(identity: string, outgoingApplicationSid?: string): Promise<ProtocolAgent> {
  const token = new twilio.jwt.AccessToken(ACCOUNT, API_KEY, API_SECRET, { identity, ttl: 600 })
  const grant = outgoingApplicationSid ? { outgoingApplicationSid } : {}
  token.addGrant(new twilio.jwt.AccessToken.VoiceGrant({ ...grant, incomingAllow: true }))
  const agent = await ProtocolAgent.connect(h.carrier.signalUrl, token.toJwt())
  agents.push(agent)
  return agent
}

describe("applications by REST", () => {
  test("are created, fetched, listed by name, changed and deleted", async () => {
    const created = await h.twilio.applications.create({
      friendlyName: "dialling",
      voiceUrl: `${h.app.url}/dialled`,
    })
    expect(created.sid).toMatch(/^AP[0-9a-f]{32}$/)
    expect(created).toMatchObject({ voiceMethod: "POST", statusCallback: null, statusCallbackMethod: "POST" })

    const application = h.twilio.applications(created.sid)
    await application.update({
      voiceMethod: "GET",
      voiceFallbackUrl: `${h.app.url}/fallback`,
      statusCallback: `${h.app.url}/told`,
    })
    expect(await application.fetch()).toMatchObject({
      friendlyName: "dialling",
      voiceUrl: `${h.app.url}/dialled`,
      voiceMethod: "GET",
      voiceFallbackUrl: `${h.app.url}/fallback`,
      statusCallback: `${h.app.url}/told`,
    })
    await application.update({ statusCallback: "" })
    expect((await application.fetch()).statusCallback).toBeNull()

    await h.twilio.applications.create({ friendlyName: "other" })
    expect((await h.twilio.applications.list({ friendlyName: "dialling" })).map(({ sid }) => sid)).toEqual([
      created.sid,
    ])
    expect((await h.twilio.applications.list()).map(({ sid }) => sid)).toContain(APP)
    await application.remove()
    await expect(application.fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
  })

  test("refuse an address that is none and a name that is too long, and stay as they were", async () => {
    const { sid } = await h.twilio.applications.create({ friendlyName: "kept" })
    const application = h.twilio.applications(sid)
    await expect(application.update({ voiceUrl: "dialled" })).rejects.toMatchObject({ code: 21205 })
    await expect(application.update({ friendlyName: "n".repeat(65) })).rejects.toMatchObject({ code: 20001 })
    expect(await application.fetch()).toMatchObject({ friendlyName: "kept", voiceUrl: null })
  })

  test("serve a call created by REST with all of their addresses, in place of those it names", async () => {
    const { sid } = await h.twilio.applications.create({
      voiceUrl: `${h.app.url}/over?app`,
      statusCallback: `${h.app.url}/app-told`,
      statusCallbackMethod: "GET",
    })
    const { sid: callSid } = await h.twilio.calls.create({
      from: NUMBER,
      to: CUSTOMER,
      applicationSid: sid,
      url: `${h.app.url}/never`,
      statusCallback: `${h.app.url}/never`,
    })
    const told = await h.app.next("/app-told")
    expect(told).toMatchObject({ method: "GET", params: { CallSid: callSid, CallStatus: "completed" } })
    expect((await h.app.next("/over")).params.ApplicationSid).toBe(sid)
    expect(h.app.to("/never")).toEqual([])
  })
})

describe("a browser that dials out", () => {
  test("asks its application with its parameters, none of which passes for the carrier's own words; its end is told", async () => {
    const { sid: applicationSid } = await h.twilio.applications.create({
      voiceUrl: `${h.app.url}/dialled`,
      statusCallback: `${h.app.url}/told`,
    })
    h.app.on("/dialled", response('<Gather timeout="20"/>'))
    const agent = await agentWith("agent_7", applicationSid)
    const callSid = await agent.dial({ To: CUSTOMER, ticket: "9", From: "+81399999999", CallSid: "CA0" })
    const { params } = await h.app.next("/dialled")
    expect(params).toMatchObject({
      CallSid: callSid,
      From: "client:agent_7",
      Caller: "client:agent_7",
      To: CUSTOMER,
      Direction: "inbound",
      CallStatus: "ringing",
      ApplicationSid: applicationSid,
      ticket: "9",
    })
    await agent.untilAnswered(callSid)
    agent.hangup(callSid)
    const told = await h.app.next("/told")
    expect(told.params).toMatchObject({
      CallSid: callSid,
      CallStatus: "completed",
      From: "client:agent_7",
      CallbackSource: "call-progress-events",
    })
  })

  test("that hangs up before an answer was canceled", async () => {
    const { sid: applicationSid } = await h.twilio.applications.create({
      voiceUrl: `${h.app.url}/slow`,
      statusCallback: `${h.app.url}/slow-told`,
    })
    h.app.on("/slow", response('<Pause length="20"/>'))
    const agent = await agentWith("agent_8", applicationSid)
    const callSid = await agent.dial({})
    await h.app.next("/slow")
    agent.hangup(callSid)
    expect((await h.app.next("/slow-told")).params).toMatchObject({
      CallSid: callSid,
      CallStatus: "canceled",
    })
  })

  test("asks the fallback when the application's address does not answer", async () => {
    const { sid } = await h.twilio.applications.create({
      voiceUrl: "http://127.0.0.1:1/nobody",
      voiceFallbackUrl: `${h.app.url}/over?fallback`,
      voiceFallbackMethod: "GET",
    })
    const agent = await agentWith("agent_9", sid)
    const callSid = await agent.dial({})
    const { params, method } = await h.app.next("/over", (each) => each.params.CallSid === callSid)
    expect({ method, ...params }).toMatchObject({ method: "GET", ErrorCode: "11205", fallback: "" })
  })

  test("is refused with 31001 where the application does not exist, 31002 where its token names none", async () => {
    const { sid } = await h.twilio.applications.create({ voiceUrl: `${h.app.url}/gone` })
    const agent = await agentWith("agent_10", sid)
    await h.twilio.applications(sid).remove()
    await expect(agent.dial({ To: CUSTOMER })).rejects.toThrow("31001 Application not found")
    await expect((await agentWith("agent_11")).dial({})).rejects.toThrow(/^31002 /)
    await expect((await agentWith("agent_12", "constructor")).dial({})).rejects.toThrow(/^31001 /)
    expect(h.app.to("/gone")).toEqual([])
  })
})
