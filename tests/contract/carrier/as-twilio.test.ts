import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { encodeWav } from "../../../local/carrier/media/wav.ts"
import { ProtocolAgent } from "../../support/protocol-agent.ts"
import type { Answer } from "./support/application.ts"
import {
  ACCOUNT,
  APP,
  AUTH_TOKEN,
  accessToken,
  CUSTOMER,
  type Harness,
  NUMBER,
  response,
  startHarness,
} from "./support/harness.ts"
import { signallingOf } from "./support/signalling.ts"

const WITH_FALLBACK = "+81312341111"

let h: Harness
beforeAll(async () => {
  h = await startHarness()
  const { url } = h.app
  await h.control.setNumbers([
    { e164: NUMBER, voiceUrl: `${url}/voice`, statusCallback: `${url}/number-status` },
    {
      e164: WITH_FALLBACK,
      voiceUrl: `${url}/voice`,
      voiceFallbackUrl: `${url}/fallback`,
      voiceFallbackMethod: "GET",
    },
  ])
  await h.control.setEndpoint({ number: CUSTOMER, behaviour: "answer", answerAfterMs: 20 })
})
beforeEach(() => h.control.clearAlerts())
afterEach(() => expect(h.app.unsigned).toEqual([]))
afterAll(() => h.stop())

const codes = async () => (await h.control.alerts()).map(({ code }) => code)
const redirect = (status: number, location: string): Answer => ({ status, headers: { location } })

async function ended(to = NUMBER) {
  const { sid } = await h.control.call({ from: CUSTOMER, to })
  return await h.control.waitFor(sid, ({ status }) => status === "completed")
}

/** What was said, in order. */
const verbs = (moments: { what: string; detail?: string }[]) =>
  moments.filter(({ what }) => what === "verb").map(({ detail }) => detail)

describe("a webhook that is redirected", () => {
  test("by 302 is asked at the new address by GET without its parameters, by 307 once more as it was; both are signed", async () => {
    h.app.on("/voice", () => redirect(302, "/moved?step=1"))
    h.app.on("/moved", () => redirect(307, `${h.app.url}/moved-again`))
    h.app.on("/moved-again", response("<Redirect>next</Redirect>"))
    h.app.on("/next", () => redirect(307, "kept"))
    h.app.on("/kept", response("<Hangup/>"))
    const { sid } = await ended()
    expect(h.app.to("/moved").at(-1)).toMatchObject({ method: "GET", params: { step: "1" } })
    expect(h.app.to("/moved-again").at(-1)).toMatchObject({ method: "GET", params: {} })
    // Relative to where the document was found.
    expect(h.app.to("/kept").at(-1)).toMatchObject({ method: "POST", params: { CallSid: sid } })
    expect(await codes()).toEqual([])
  })

  test("without end is 11215", async () => {
    h.app.on("/voice", () => redirect(307, "/voice"))
    const { moments } = await ended()
    expect(moments.map(({ what }) => what)).toContain("application-error")
    expect(await codes()).toEqual([11215])
  })
})

test("the fallback is asked by the method it was given", async () => {
  h.app.on("/voice", () => ({ status: 500 }))
  h.app.on("/fallback", response("<Hangup/>"))
  await ended(WITH_FALLBACK)
  expect(h.app.to("/fallback").at(-1)).toMatchObject({ method: "GET", params: { ErrorCode: "11200" } })
})

test("plain text is said, but TwiML is obeyed whatever it is called", async () => {
  h.app.on("/voice", () => ({ type: "text/plain", body: "Hello" }))
  expect(verbs((await ended()).moments)).toEqual(["Say"])
  h.app.on("/voice", () => ({
    type: "text/plain",
    body: `<?xml version="1.0"?>\n<Response><Hangup/></Response>`,
  }))
  expect(verbs((await ended()).moments)).toEqual(["Hangup"])
})

test("audio as an answer is played as it came, and not asked for again", async () => {
  const before = h.app.to("/voice").length
  h.app.on("/voice", () => ({ type: "audio/wav", body: encodeWav(new Int16Array(800).fill(1000)) }))
  expect(verbs((await ended()).moments)).toEqual(["Play"])
  expect(h.app.to("/voice")).toHaveLength(before + 1)
  expect(await codes()).toEqual([])
})

describe("XML", () => {
  test("entities, numbers and CDATA are read as XML reads them, once", async () => {
    h.app.on(
      "/voice",
      response("<Redirect>/read?a=1&amp;b=&#x41;&#66;&amp;c=<![CDATA[x&amp;y]]>&amp;d=&amp;lt;</Redirect>"),
    )
    h.app.on("/read", response("<Hangup/>"))
    await ended()
    expect(h.app.to("/read").at(-1)?.params).toMatchObject({ a: "1", b: "AB", c: "x", "amp;y": "", d: "" })
  })

  test.each(["&nbsp;", "&bogus;", "a & b"])("%s is no XML: 12100", async (text) => {
    h.app.on("/voice", response(`<Say>${text}</Say>`))
    await ended()
    expect(await codes()).toEqual([12100])
  })
})

test("cookies are kept for the call, and for no other", async () => {
  h.app.on("/voice", () => ({
    body: response("<Redirect>/second</Redirect>"),
    headers: { "set-cookie": ["session=abc; Path=/", "elsewhere=1; Path=/deep"] },
  }))
  h.app.on("/second", () => ({
    body: response("<Redirect>/third</Redirect>"),
    headers: { "set-cookie": "session=gone; Path=/; Max-Age=0" },
  }))
  h.app.on("/third", response("<Hangup/>"))
  await ended()
  await ended()
  expect(
    h.app
      .to("/voice")
      .slice(-2)
      .map(({ cookie }) => cookie),
  ).toEqual(["", ""])
  expect(
    h.app
      .to("/second")
      .slice(-2)
      .map(({ cookie }) => cookie),
  ).toEqual(["session=abc", "session=abc"])
  expect(h.app.to("/third").at(-1)?.cookie).toBe("")
})

test("the status callback of a call that came in begins at 0", async () => {
  h.app.on("/voice", response("<Hangup/>"))
  const { sid } = await ended()
  const { params } = await h.app.next("/number-status", ({ params: each }) => each.CallSid === sid)
  expect(params).toMatchObject({ CallStatus: "completed", SequenceNumber: "0" })
})

describe("REST", () => {
  const rest = (path: string, init: RequestInit = {}) =>
    fetch(`${h.carrier.url}/2010-04-01/Accounts/${ACCOUNT}${path}`, {
      ...init,
      headers: {
        ...init.headers,
        authorization: `Basic ${Buffer.from(`${ACCOUNT}:${AUTH_TOKEN}`).toString("base64")}`,
      },
    })

  test("knows the account itself", async () => {
    expect(await h.twilio.api.v2010.accounts(ACCOUNT).fetch()).toMatchObject({
      sid: ACCOUNT,
      status: "active",
    })
    const other = await fetch(`${h.carrier.url}/2010-04-01/Accounts/AC${"9".repeat(32)}.json`, {
      headers: { authorization: `Basic ${Buffer.from(`${ACCOUNT}:${AUTH_TOKEN}`).toString("base64")}` },
    })
    expect(other.status).toBe(404)
  })

  test("refuses an application it does not have, and takes one it has", async () => {
    const create = (applicationSid: string) =>
      h.twilio.calls.create({ from: NUMBER, to: CUSTOMER, applicationSid })
    await expect(create(`AP${"9".repeat(32)}`)).rejects.toMatchObject({ status: 400, code: 21218 })
    await expect(create("constructor")).rejects.toMatchObject({ status: 400, code: 21218 })
    expect((await create(APP)).sid).toMatch(/^CA/)
  })

  test("refuses a coach who names nobody", async () => {
    const create = h.twilio
      .conferences("a-room")
      .participants.create({ from: NUMBER, to: CUSTOMER, coaching: true })
    await expect(create).rejects.toMatchObject({ status: 400, code: 20001 })
  })

  test("gives a recording's audio in parts, and its size without the audio", async () => {
    h.app.on(
      "/voice",
      response(
        '<Record playBeep="false" maxLength="1" action="/done" recordingStatusCallback="/taken-down"/>',
      ),
    )
    h.app.on("/done", response("<Hangup/>"))
    await h.control.call({
      from: CUSTOMER,
      to: NUMBER,
      script: [{ until: "recording" }, { tone: 600, ms: 1500 }],
    })
    const { params } = await h.app.next("/taken-down")
    const path = `/Recordings/${params.RecordingSid}.wav`
    const whole = Buffer.from(await (await rest(path)).arrayBuffer())
    const head = await rest(path, { method: "HEAD" })
    expect([head.status, Number(head.headers.get("content-length")), (await head.text()).length]).toEqual([
      200,
      whole.length,
      0,
    ])
    const part = await rest(path, { headers: { range: "bytes=44-143" } })
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 44-143/${whole.length}`])
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(44, 144))
    const rest100 = await rest(path, { headers: { range: "bytes=-100" } })
    expect(Buffer.from(await rest100.arrayBuffer())).toEqual(whole.subarray(-100))
    expect((await rest(path, { headers: { range: `bytes=${whole.length}-` } })).status).toBe(416)
  })
})

describe("a browser", () => {
  test("of another identity does not take a call over with its reconnect token", async () => {
    const agent = await ProtocolAgent.connect(h.carrier.signalUrl, accessToken("agent_one"))
    const thief = await signallingOf(h.carrier.signalUrl, accessToken("agent_two"))
    h.app.on("/called", response('<Pause length="30"/>'))
    const created = await h.twilio.calls.create({
      from: NUMBER,
      to: "client:agent_one",
      url: `${h.app.url}/called`,
    })
    const invite = await agent.nextInvite()
    agent.answer(invite.callSid)
    await h.control.waitFor(created.sid, ({ status }) => status === "in-progress")
    const { reconnectToken: token } = invite
    expect(token).toBeTruthy()
    thief.send("invite", { callsid: invite.callSid, sdp: "", reconnect: token, twilio: {} })
    expect((await thief.next("hangup")).payload).toMatchObject({
      callsid: invite.callSid,
      error: { code: 31481 },
    })
    expect((await h.control.waitFor(created.sid, () => true)).status).toBe("in-progress")
    await agent.close()
    thief.close()
  })

  test("waits half a second for a w between its keys", async () => {
    const agent = await ProtocolAgent.connect(h.carrier.signalUrl, accessToken("agent_three"))
    h.app.on("/menu", response('<Gather numDigits="3" timeout="10" action="/chosen"/>'))
    h.app.on("/chosen", response("<Hangup/>"))
    const created = await h.twilio.calls.create({
      from: NUMBER,
      to: "client:agent_three",
      url: `${h.app.url}/menu`,
    })
    const invite = await agent.nextInvite()
    agent.answer(invite.callSid)
    await h.control.waitFor(created.sid, ({ moments }) => moments.some(({ detail }) => detail === "Gather"))
    agent.press(invite.callSid, "1w2")
    agent.press(invite.callSid, "3")
    const { params } = await h.app.next("/chosen")
    expect(params.Digits).toBe("123")
    const { moments } = await h.control.waitFor(created.sid, ({ status }) => status === "completed")
    const [first, second] = moments.filter(({ what }) => what === "digit")
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(490)
    await agent.close()
  })
})
