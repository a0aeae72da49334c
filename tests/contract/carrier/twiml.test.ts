import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { CUSTOMER, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"

let h: Harness
beforeAll(async () => {
  h = await startHarness()
})
afterEach(() => expect(h.app.unsigned).toEqual([]))
afterAll(() => h.stop())

describe("a call to a number", () => {
  test("asks the voice URL with Twilio's parameters and obeys its TwiML to the end", async () => {
    h.app.on("/voice", response("<Say>Hello</Say>", "<Hangup/>"))
    const { sid } = await h.control.call({ from: CUSTOMER, to: NUMBER })
    const asked = await h.app.next("/voice", (each) => each.params.CallSid === sid)
    expect(asked.method).toBe("POST")
    expect(asked.params).toMatchObject({
      CallSid: sid,
      From: CUSTOMER,
      Caller: CUSTOMER,
      To: NUMBER,
      Called: NUMBER,
      CallStatus: "ringing",
      Direction: "inbound",
      ApiVersion: "2010-04-01",
      FromCountry: "JP",
    })
    expect(asked.token).not.toBe("")
    const ended = await h.app.next("/number-status", (each) => each.params.CallSid === sid)
    expect(ended.params).toMatchObject({ CallStatus: "completed", CallbackSource: "call-progress-events" })
    expect(Number(ended.params.CallDuration)).toBeGreaterThan(0)
    const call = await h.control.view(sid)
    expect(call.moments.map((each) => each.detail ?? each.what)).toEqual([
      "ringing",
      `${h.app.url}/voice`,
      "Say",
      "in-progress",
      "Hangup",
      "completed",
    ])
  })
})
