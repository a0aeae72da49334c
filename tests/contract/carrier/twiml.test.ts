import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import type { Step } from "../../../local/carrier/control/script.ts"
import { tone } from "../../../local/carrier/media/tone.ts"
import { encodeWav } from "../../../local/carrier/media/wav.ts"
import { CUSTOMER, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"

let h: Harness
beforeAll(async () => {
  h = await startHarness()
})
afterEach(async () => {
  expect(h.app.unsigned).toEqual([])
  expect(await h.control.alerts()).toEqual([])
})
afterAll(() => h.stop())

const ended = (sid: string) =>
  h.control.waitFor(sid, (call) => call.durationSeconds >= 0 && isOver(call.status))
const isOver = (status: string): boolean => !["ringing", "in-progress", "queued"].includes(status)

async function callWith(script: Step[], ...verbs: string[]): Promise<string> {
  h.app.on("/voice", response(...verbs))
  return (await h.control.call({ from: CUSTOMER, to: NUMBER, script })).sid
}

describe("a call to a number", () => {
  test("asks the voice URL with Twilio's parameters and obeys its TwiML to the end", async () => {
    const sid = await callWith([], "<Say>Hello</Say>", "<Hangup/>")
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
    const over = await h.app.next("/number-status", (each) => each.params.CallSid === sid)
    expect(over.params).toMatchObject({ CallStatus: "completed", CallbackSource: "call-progress-events" })
    expect(Number(over.params.CallDuration)).toBeGreaterThan(0)
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

  test("a withheld number arrives as the digits Twilio uses", async () => {
    h.app.on("/voice", response("<Reject/>"))
    const { sid } = await h.control.call({ from: CUSTOMER, to: NUMBER, withheld: true })
    const asked = await h.app.next("/voice", (each) => each.params.CallSid === sid)
    expect(asked.params.From).toBe("+266696687")
  })

  test("Reject, also after a Pause and a Redirect, never answers the call", async () => {
    h.app.on("/refuse", response('<Reject reason="busy"/>'))
    const busy = await callWith([], '<Pause length="0"/>', "<Redirect>/refuse</Redirect>")
    const call = await ended(busy)
    expect(call.status).toBe("busy")
    expect(call.moments.map((each) => each.what)).not.toContain("in-progress")
    const over = await h.app.next("/number-status", (each) => each.params.CallSid === busy)
    expect(over.params).toMatchObject({ CallStatus: "busy", CallDuration: "0" })
    expect((await ended(await callWith([], "<Reject/>"))).status).toBe("no-answer")
  })

  test("a caller who hangs up while it rings ends the call unanswered", async () => {
    h.app.on("/voice", () => ({ hang: true }))
    const { sid } = await h.control.call({ from: CUSTOMER, to: NUMBER, script: [{ hangup: true }] })
    expect((await ended(sid)).status).toBe("canceled")
  })
})

describe("Gather", () => {
  test("sends the keys to its action as soon as there are enough, cutting its prompt short", async () => {
    h.app.on("/menu", response("<Hangup/>"))
    const started = Date.now()
    const sid = await callWith(
      [{ until: "Gather" }, { press: "42" }],
      '<Gather numDigits="2" action="/menu?step=1"><Pause length="30"/></Gather>',
    )
    const chosen = await h.app.next("/menu", (each) => each.params.CallSid === sid)
    expect(chosen.params).toMatchObject({ Digits: "42", msg: "Gather End", FinishedOnKey: "", step: "1" })
    expect(Date.now() - started).toBeLessThan(5000)
    await ended(sid)
  })

  test("ends at its finishing key, which is not among the digits", async () => {
    h.app.on("/menu", response("<Hangup/>"))
    const sid = await callWith(
      [{ until: "Gather" }, { press: "7#" }],
      '<Gather action="/menu" method="GET"/>',
    )
    const chosen = await h.app.next("/menu", (each) => each.params.CallSid === sid)
    expect(chosen).toMatchObject({ method: "GET", params: { Digits: "7", FinishedOnKey: "#" } })
    await ended(sid)
  })

  test("goes on to the next verb without keys, or to the action when that is asked for", async () => {
    h.app.on("/next", response("<Hangup/>"))
    h.app.on("/empty", response("<Hangup/>"))
    const quiet = await callWith([], '<Gather timeout="0" action="/never"/>', "<Redirect>/next</Redirect>")
    await h.app.next("/next", (each) => each.params.CallSid === quiet)
    expect(h.app.to("/never")).toEqual([])
    const asked = await callWith([], '<Gather timeout="0" action="/empty" actionOnEmptyResult="true"/>')
    const empty = await h.app.next("/empty", (each) => each.params.CallSid === asked)
    expect(empty.params.Digits).toBe("")
    await ended(asked)
  })
})

describe("Play and Say", () => {
  test("the caller hears a WAV file of the application, resampled where needed, and then silence", async () => {
    const wav = encodeWav(tone(700, 3000))
    h.app.serve("/music.wav", "audio/wav", wav)
    const sid = await callWith([], "<Play>/music.wav</Play>", '<Pause length="20"/>')
    await h.control.waitFor(sid, (call) => call.moments.some((each) => each.detail === "Play"))
    const heard = await h.control.heard(sid, 1000, [700, 1000])
    expect(heard.dominantHz).toBe(700)
    expect(heard.amplitudes["700"]).toBeGreaterThan(0.1)
    expect(heard.amplitudes["1000"]).toBeLessThan(0.01)
    await h.control.waitFor(sid, (call) => call.moments.some((each) => each.detail === "Pause"))
    expect((await h.control.heard(sid, 200)).loudness).toBe(0)
    await h.control.act(sid, { hangup: true })
  })

  test("said text takes as long as its text", async () => {
    const sid = await callWith([], `<Say language="ja-JP">${"あ".repeat(100)}</Say>`)
    const { moments } = await ended(sid)
    const at = (what: string): number => moments.find((each) => each.what === what)?.at ?? 0
    const lasted = at("completed") - at("in-progress")
    expect(lasted).toBeGreaterThanOrEqual(490)
    expect(lasted).toBeLessThan(2000)
  })
})
