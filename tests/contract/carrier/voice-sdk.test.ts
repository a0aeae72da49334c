import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { launchBrowser, type ToneBrowser } from "./support/browser.ts"
import { accessToken, CUSTOMER, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"
import { SdkPage } from "./support/sdk-page.ts"

const AGENT_HZ = 1000
const CUSTOMER_HZ = 500
const MENU_HZ = 700
// What the SDK makes of 31204 and 31205.
const ACCESS_TOKEN_INVALID = 20101
const ACCESS_TOKEN_EXPIRED = 20104
// What it shows of what the carrier says, unless it is told to be precise.
const CONNECTION_ERROR = 31005
const RECONNECT_MS = 3000

let h: Harness
let chromium: ToneBrowser
const pages: SdkPage[] = []

beforeAll(async () => {
  h = await startHarness({ reconnectMs: RECONNECT_MS })
  chromium = await launchBrowser(AGENT_HZ)
})
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close()
  expect(h.app.unsigned).toEqual([])
})
afterAll(async () => {
  await chromium?.close()
  await h?.stop()
})

async function openPage(): Promise<SdkPage> {
  const page = await SdkPage.open(chromium.browser, h.app, h.carrier.signalUrl)
  pages.push(page)
  return page
}

async function registered(identity: string): Promise<SdkPage> {
  const page = await openPage()
  await page.register(accessToken(identity), h.carrier.signalUrl)
  await page.event("registered")
  return page
}

/** A customer who hums on in a room of that name, and the agent's leg ringing. */
async function ring(
  room: string,
  identity: string,
): Promise<{ customer: string; conference: string; leg: string }> {
  h.app.on(
    "/voice",
    response(
      `<Dial><Conference beep="false" waitUrl="" endConferenceOnExit="true" statusCallback="/${room}" statusCallbackEvent="start end join leave">${room}</Conference></Dial>`,
    ),
  )
  const script = [{ until: "talking" }, { tone: CUSTOMER_HZ, ms: 60_000 }]
  const { sid } = await h.control.call({ from: CUSTOMER, to: NUMBER, script })
  const joined = await h.app.next(`/${room}`)
  const conference = joined.params.ConferenceSid ?? ""
  const participant = await h.twilio.conferences(conference).participants.create({
    from: NUMBER,
    to: `client:${identity}?ticket=7&name=${encodeURIComponent("山田")}`,
    beep: "false",
  })
  return { customer: sid, conference, leg: participant.callSid }
}

const over = (sid: string) =>
  h.control.waitFor(sid, (call) => !["queued", "ringing", "in-progress", "initiated"].includes(call.status))

describe("the unmodified Voice SDK", () => {
  test("registers, rings with the call's parameters, and carries sound both ways until the carrier hangs up", async () => {
    const agent = await registered("talker")
    const { customer, conference, leg } = await ring("two-way", "talker")
    const incoming = await agent.event("incoming")
    expect(incoming).toMatchObject({ callSid: leg, custom: { ticket: "7", name: "山田" } })
    expect(incoming.parameters).toMatchObject({ From: NUMBER, To: "client:talker" })
    await agent.act("accept")
    await agent.event("call.accept")
    await agent.hears(CUSTOMER_HZ)
    expect(await h.control.heard(customer, 1000)).toMatchObject({ dominantHz: AGENT_HZ })
    await h.twilio.conferences(conference).update({ status: "completed" })
    await agent.event("call.disconnect")
    expect((await over(leg)).status).toBe("completed")
  })

  test("hears nothing of a customer on hold, nor the customer of it; its own hanging up ends the leg", async () => {
    const agent = await registered("holder")
    const { customer, conference, leg } = await ring("hold", "holder")
    await agent.event("incoming")
    await agent.act("accept")
    await agent.hears(CUSTOMER_HZ)
    const participants = h.twilio.conferences(conference).participants
    h.app.on("/hold", response('<Say>Please hold</Say><Redirect method="GET"/>'))
    await participants(customer).update({ hold: true, holdUrl: `${h.app.url}/hold` })
    await agent.hears(0)
    expect((await h.control.heard(customer, 500)).dominantHz).not.toBe(AGENT_HZ)
    await participants(customer).update({ hold: false })
    await agent.hears(CUSTOMER_HZ)
    await agent.act("disconnect")
    expect((await over(leg)).status).toBe("completed")
    const left = await h.app.next("/hold", (each) => each.params.StatusCallbackEvent === "participant-leave")
    expect(left.params).toMatchObject({ CallSid: leg, ReasonParticipantLeft: "participant_hung_up" })
    await h.control.act(customer, { hangup: true })
  })

  test("stops ringing when the call is canceled, and refuses a call as busy", async () => {
    const agent = await registered("decliner")
    const { customer, conference, leg } = await ring("cancel", "decliner")
    await agent.event("incoming")
    await h.twilio.calls(leg).update({ status: "canceled" })
    await agent.event("call.cancel")
    const second = await h.twilio
      .conferences(conference)
      .participants.create({ from: NUMBER, to: "client:decliner", beep: "false" })
    await agent.event("incoming", 2)
    await agent.act("reject")
    expect((await over(second.callSid)).status).toBe("busy")
    await h.control.act(customer, { hangup: true })
  })

  test("rings in two tabs; the first answer has the call, the other tab stops ringing", async () => {
    const first = await registered("two_tabs")
    const second = await registered("two_tabs")
    const { customer, leg } = await ring("tabs", "two_tabs")
    expect((await first.event("incoming")).callSid).toBe(leg)
    expect((await second.event("incoming")).callSid).toBe(leg)
    await first.act("accept")
    await second.event("call.cancel")
    await first.hears(CUSTOMER_HZ)
    await h.control.act(customer, { hangup: true })
    await first.event("call.disconnect")
  })

  test("dials out through the application with its parameters, and sends keys", async () => {
    const agent = await registered("dialer")
    h.app.on("/client", response('<Gather numDigits="2" action="/keys"/>'))
    h.app.on("/keys", response("<Hangup/>"))
    await agent.dial({ To: CUSTOMER, ticket: "9" })
    const asked = await h.app.next("/client")
    expect(asked.params).toMatchObject({
      From: "client:dialer",
      To: CUSTOMER,
      ticket: "9",
      Direction: "inbound",
    })
    await agent.event("call.accept")
    await agent.press("42")
    expect((await h.app.next("/keys")).params.Digits).toBe("42")
    await agent.event("call.disconnect")
  })

  test("is told that its application is not there", async () => {
    const { sid } = await h.twilio.applications.create({ voiceUrl: `${h.app.url}/client` })
    const agent = await openPage()
    await agent.register(accessToken("lost", 3600, sid), h.carrier.signalUrl)
    await agent.event("registered")
    await h.twilio.applications(sid).remove()
    await agent.dial({ To: CUSTOMER })
    expect(await agent.event("call.error")).toMatchObject({ code: CONNECTION_ERROR, original: 31001 })
    await agent.event("call.disconnect")
  })

  test("reaches the other side's menu with its keys", async () => {
    const menu = "+81300000050"
    const script = [{ keys: "1#" }, { tone: MENU_HZ, ms: 60_000 }]
    await h.control.setEndpoint({ number: menu, behaviour: "answer", answerAfterMs: 5, script })
    const agent = await registered("presser")
    const conference = `<Conference beep="false" statusCallback="/menu" statusCallbackEvent="start join end">menu</Conference>`
    h.app.on("/client", response(`<Dial>${conference}</Dial>`))
    await agent.dial({})
    const { params } = await h.app.next("/menu")
    await agent.event("call.accept")
    const room = h.twilio.conferences(params.ConferenceSid ?? "")
    await room.participants.create({ from: NUMBER, to: menu, beep: "false", earlyMedia: false })
    await h.app.next("/menu", (each) => each.params.StatusCallbackEvent === "conference-start")
    await agent.press("1")
    await agent.press("#")
    await agent.hears(MENU_HZ)
    await room.update({ status: "completed" })
    await agent.event("call.disconnect")
  })

  async function talking(identity: string): Promise<{ agent: SdkPage; customer: string; leg: string }> {
    const agent = await registered(identity)
    const { customer, leg } = await ring(identity, identity)
    await agent.event("incoming")
    await agent.act("accept")
    await agent.hears(CUSTOMER_HZ)
    return { agent, customer, leg }
  }

  test("a crashed tab's leg is kept for a while, and then given up", async () => {
    const { agent, customer, leg } = await talking("crasher")
    const session = await agent.page.context().newCDPSession(agent.page)
    const crashed = agent.page.waitForEvent("crash")
    void session.send("Page.crash").catch(() => undefined)
    await crashed
    const since = Date.now()
    expect((await over(leg)).status).toBe("completed")
    expect(Date.now() - since).toBeGreaterThan(RECONNECT_MS - 500)
    await h.control.act(customer, { hangup: true })
  })

  test("a lost connection comes back to the same call, whose sound never stopped", async () => {
    const { agent, customer, leg } = await talking("unlucky")
    await agent.cutConnection()
    await agent.event("call.reconnected")
    await h.control.waitFor(leg, (call) => call.moments.some((each) => each.what === "client-reconnected"))
    await agent.hears(CUSTOMER_HZ)
    expect(await h.control.heard(customer, 500)).toMatchObject({ dominantHz: AGENT_HZ })
    await h.control.act(customer, { hangup: true })
    await agent.event("call.disconnect")
  })

  test("a connection that stays away for a while comes back to the same call, and both hear each other all the time", async () => {
    const { agent, customer, leg } = await talking("tunnel")
    await agent.loseConnection()
    const [atCustomer] = await Promise.all([
      h.control.heard(customer, RECONNECT_MS * 0.6),
      agent.hears(CUSTOMER_HZ),
    ])
    expect(atCustomer.dominantHz).toBe(AGENT_HZ)
    expect((await h.control.view(leg)).moments.map(({ what }) => what)).not.toContain("client-reconnected")
    await agent.restoreConnection()
    await agent.event("call.reconnected")
    await h.control.waitFor(leg, (call) => call.moments.some((each) => each.what === "client-reconnected"))
    // Past the time after which a leg nobody has taken up is ended.
    expect((await h.control.heard(customer, RECONNECT_MS)).dominantHz).toBe(AGENT_HZ)
    await agent.hears(CUSTOMER_HZ)
    await h.control.act(customer, { hangup: true })
    await agent.event("call.disconnect")
  })

  test("a token renewed in mid-call leaves the call alone", async () => {
    const { agent, customer, leg } = await talking("renewer")
    await agent.renew(accessToken("renewer"))
    await h.control.waitFor(leg, (call) => call.moments.some((each) => each.what === "client-reconnected"))
    await agent.hears(CUSTOMER_HZ)
    expect((await h.control.view(leg)).status).toBe("in-progress")
    await h.control.act(customer, { hangup: true })
    await agent.event("call.disconnect")
  })

  test("a closed tab hangs up at once", async () => {
    const { agent, customer, leg } = await talking("leaver")
    await agent.page.goto("about:blank")
    const since = Date.now()
    expect((await over(leg)).status).toBe("completed")
    expect(Date.now() - since).toBeLessThan(RECONNECT_MS / 2)
    await h.control.act(customer, { hangup: true })
  })

  test("tells the page of a token that is none and of one that has expired", async () => {
    const stranger = await openPage()
    await stranger.register(`${accessToken("stranger").slice(0, -4)}AAAA`, h.carrier.signalUrl)
    expect((await stranger.event("error")).code).toBe(ACCESS_TOKEN_INVALID)
    const late = await openPage()
    await late.register(accessToken("late", -10), h.carrier.signalUrl)
    expect((await late.event("error")).code).toBe(ACCESS_TOKEN_EXPIRED)
  })
})
