import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { CallView } from "../../../local/carrier/control/types.ts"
import type { Answer } from "./support/application.ts"
import { CUSTOMER, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"

const WITHOUT_URL = "+81312340000"
const WITH_FALLBACK = "+81312341111"
const NOBODY_LISTENS = "+81312342222"

let h: Harness
beforeAll(async () => {
  h = await startHarness({ webhookTimeoutMs: 400 })
  const { url } = h.app
  await h.control.setNumbers([
    { e164: NUMBER, voiceUrl: `${url}/voice` },
    { e164: WITHOUT_URL, voiceUrl: "" },
    { e164: WITH_FALLBACK, voiceUrl: `${url}/voice`, voiceFallbackUrl: `${url}/fallback` },
    { e164: NOBODY_LISTENS, voiceUrl: "http://127.0.0.1:9/voice" },
  ])
})
beforeEach(() => h.control.clearAlerts())
afterEach(() => expect(h.app.unsigned).toEqual([]))
afterAll(() => h.stop())

async function fate(to: string): Promise<{ call: CallView; codes: number[] }> {
  const { sid } = await h.control.call({ from: CUSTOMER, to })
  const call = await h.control.waitFor(sid, (each) => each.status === "completed")
  return { call, codes: (await h.control.alerts()).map((each) => each.code) }
}

/** Twilio answers, says that the application is broken, and hangs up. */
function expectApology(call: CallView): void {
  expect(call.moments.map((each) => each.what)).toContain("application-error")
  expect(call.moments.at(-1)?.what).toBe("completed")
}

const BROKEN: [string, Answer, number][] = [
  ["XML that is not well-formed", { body: "<Response><Say>Hello</Response>" }, 12100],
  ["an empty document", { body: "" }, 12100],
  ["another root element", { body: "<Answer/>" }, 12100],
  ["a 500", { status: 500, body: response() }, 11200],
  ["a 404", { status: 404 }, 11200],
  ["no answer in time", { hang: true }, 11200],
  ["JSON instead of TwiML", { type: "application/json", body: "{}" }, 12300],
  ["more than 64 KB", { body: response(`<Say>${"a".repeat(66_000)}</Say>`) }, 11750],
  ["a verb this carrier does not have", { body: response("<Enqueue>support</Enqueue>") }, 12200],
]

describe("a broken answer ends the call as Twilio ends it", () => {
  test.each(BROKEN)("%s", async (_what, answer, code) => {
    h.app.on("/voice", () => answer)
    const { call, codes } = await fate(NUMBER)
    expectApology(call)
    expect(codes).toEqual([code])
  })

  test("a number without a URL", async () => {
    const { call, codes } = await fate(WITHOUT_URL)
    expectApology(call)
    expect(codes).toEqual([11100])
  })

  test("nothing listens at the URL", async () => {
    const { call, codes } = await fate(NOBODY_LISTENS)
    expectApology(call)
    expect(codes).toEqual([11205])
  })

  test("a broken action URL in the middle of a call", async () => {
    h.app.on("/voice", response('<Gather timeout="0" action="/gone" actionOnEmptyResult="true"/>'))
    h.app.on("/gone", () => ({ status: 500 }))
    const { call, codes } = await fate(NUMBER)
    expectApology(call)
    expect(codes).toEqual([11200])
  })
})

describe("the fallback URL", () => {
  test("is asked with the error and its TwiML is obeyed", async () => {
    h.app.on("/voice", () => ({ status: 503 }))
    h.app.on("/fallback", response("<Hangup/>"))
    const { call } = await fate(WITH_FALLBACK)
    const asked = await h.app.next("/fallback", (each) => each.params.CallSid === call.sid)
    expect(asked.params).toMatchObject({ ErrorCode: "11200", ErrorUrl: `${h.app.url}/voice` })
    expect(call.moments.map((each) => each.what)).not.toContain("application-error")
  })

  test("that fails too ends the call with the message", async () => {
    h.app.on("/voice", () => ({ hang: true }))
    h.app.on("/fallback", () => ({ status: 500 }))
    const { call, codes } = await fate(WITH_FALLBACK)
    expectApology(call)
    expect(codes).toEqual([11200, 11200])
  })
})

test("what the schema does not have is a warning, and the rest is obeyed", async () => {
  h.app.on("/voice", response("<Shout>Hello</Shout>", '<Say colour="red">Hello</Say>', '<Pause length="0"/>'))
  const { call } = await fate(NUMBER)
  const alerts = await h.control.alerts()
  expect(alerts.map(({ level, code }) => ({ level, code }))).toEqual([
    { level: "warning", code: 12200 },
    { level: "warning", code: 12200 },
  ])
  const verbs = call.moments.filter((each) => each.what === "verb").map((each) => each.detail)
  expect(verbs).toEqual(["Say", "Pause"])
})
