import twilio from "twilio"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import {
  ACCOUNT,
  API_KEY,
  API_SECRET,
  CUSTOMER,
  type Harness,
  NUMBER,
  response,
  startHarness,
} from "./support/harness.ts"
import { rewritingClient } from "./support/rewriting-client.ts"

const BUSY = "+81300000001"
const SILENT = "+81300000002"

let h: Harness
beforeAll(async () => {
  h = await startHarness()
  h.app.on("/talk", response('<Pause length="30"/>'))
  await h.control.setEndpoint({ number: CUSTOMER, behaviour: "answer", answerAfterMs: 20 })
  await h.control.setEndpoint({ number: BUSY, behaviour: "busy" })
  await h.control.setEndpoint({ number: SILENT, behaviour: "no-answer" })
})
afterEach(() => expect(h.app.unsigned).toEqual([]))
afterAll(() => h.stop())

const create = (to: string, more: object = {}) =>
  h.twilio.calls.create({ from: NUMBER, to, url: `${h.app.url}/talk`, ...more })

describe("calls created by REST", () => {
  test("report initiated, ringing, answered and completed, and obey their URL once answered", async () => {
    const call = await create(CUSTOMER, {
      statusCallback: `${h.app.url}/progress`,
      statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
    })
    expect(call).toMatchObject({
      accountSid: ACCOUNT,
      status: "queued",
      direction: "outbound-api",
      to: CUSTOMER,
    })
    const asked = await h.app.next("/talk", (each) => each.params.CallSid === call.sid)
    expect(asked.params).toMatchObject({ CallStatus: "in-progress", Direction: "outbound-api" })
    const done = await h.twilio.calls(call.sid).update({ status: "completed" })
    // Rounded up to seconds; a busy machine may need more than the one.
    expect(done).toMatchObject({ status: "completed", duration: expect.stringMatching(/^[1-9]$/) })
    const reports = await h.app.count("/progress", 4)
    const inOrder = reports.sort((a, b) => Number(a.params.SequenceNumber) - Number(b.params.SequenceNumber))
    expect(inOrder.map((each) => [each.params.SequenceNumber, each.params.CallStatus])).toEqual([
      ["0", "initiated"],
      ["1", "ringing"],
      ["2", "in-progress"],
      ["3", "completed"],
    ])
    expect(inOrder[3]?.params).toMatchObject({ CallDuration: done.duration, Duration: "1" })
  })

  test.each([
    [BUSY, "busy"],
    ["+81300000009", "failed"],
  ])("%s ends %s", async (to, status) => {
    const call = await create(to, { statusCallback: `${h.app.url}/end-${status}` })
    const ended = await h.app.next(`/end-${status}`)
    expect(ended.params).toMatchObject({ CallSid: call.sid, CallStatus: status, CallDuration: "0" })
  })

  test("canceled ends what rings and leaves a call in progress alone", async () => {
    const ringing = await create(SILENT)
    await h.control.waitFor(ringing.sid, (call) => call.status === "ringing")
    expect(await h.twilio.calls(ringing.sid).update({ status: "canceled" })).toMatchObject({
      status: "canceled",
    })
    const talking = await create(CUSTOMER)
    await h.control.waitFor(talking.sid, (call) => call.status === "in-progress")
    expect(await h.twilio.calls(talking.sid).update({ status: "canceled" })).toMatchObject({
      status: "in-progress",
    })
    await h.twilio.calls(talking.sid).update({ status: "completed" })
    await expect(h.twilio.calls(talking.sid).update({ status: "completed" })).rejects.toMatchObject({
      code: 21220,
    })
  })

  test("TwiML given directly replaces what a call is doing", async () => {
    const call = await create(CUSTOMER)
    await h.app.next("/talk", (each) => each.params.CallSid === call.sid)
    await h.twilio.calls(call.sid).update({ twiml: "<Response><Hangup/></Response>" })
    await h.control.waitFor(call.sid, (each) => each.status === "completed")
  })

  test("are listed with filters and in pages, newest first", async () => {
    const first = await create(BUSY)
    const second = await create(BUSY)
    await h.control.waitFor(second.sid, (call) => call.status === "busy")
    const recent = await h.twilio.calls.list({
      to: BUSY,
      startTimeAfter: new Date(Date.now() - 60_000),
      limit: 2,
    })
    expect(recent.map((each) => each.sid)).toEqual([second.sid, first.sid])
    const all = await h.twilio.calls.list({ pageSize: 2 })
    expect(new Set(all.map((each) => each.sid)).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(2)
  })
})

describe("what Twilio refuses", () => {
  test.each([
    ["an unverified caller", { from: "+81399999999", to: CUSTOMER }, 400, 21210],
    ["a number that is none", { from: NUMBER, to: "12" }, 400, 21211],
    ["a call to a SIP address", { from: NUMBER, to: "sip:a@example.com" }, 501, 20501],
  ])("%s", async (_what, parties, status, code) => {
    await expect(h.twilio.calls.create({ ...parties, url: `${h.app.url}/talk` })).rejects.toMatchObject({
      status,
      code,
    })
  })

  test("a call that does not exist, and what this carrier does not do, by name", async () => {
    await expect(h.twilio.calls(`CA${"f".repeat(32)}`).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    })
    await expect(
      h.twilio.messages.create({ from: NUMBER, to: CUSTOMER, body: "hello" }),
    ).rejects.toMatchObject({
      status: 501,
      message: expect.stringContaining("Messages.json"),
    })
    await expect(create(CUSTOMER, { machineDetection: "Enable" })).rejects.toMatchObject({
      status: 501,
      message: expect.stringContaining("MachineDetection"),
    })
  })

  test("wrong credentials; an API key is as good as the auth token", async () => {
    const httpClient = rewritingClient(h.carrier.url)
    const wrong = twilio(ACCOUNT, "wrong", { httpClient })
    await expect(wrong.calls.list({ limit: 1 })).rejects.toMatchObject({ status: 401, code: 20003 })
    const withKey = twilio(API_KEY, API_SECRET, { accountSid: ACCOUNT, httpClient })
    await expect(withKey.calls.list({ limit: 1 })).resolves.toHaveLength(1)
  })
})

describe("limits", () => {
  test("calls created by REST leave at the account's calls per second", async () => {
    const limited = await startHarness({ callsPerSecond: 5 })
    await limited.control.setEndpoint({ number: CUSTOMER, behaviour: "busy" })
    const calls = await Promise.all(
      [1, 2, 3, 4].map(() =>
        limited.twilio.calls.create({
          from: NUMBER,
          to: CUSTOMER,
          url: `${limited.app.url}/talk`,
          statusCallback: `${limited.app.url}/begun`,
          statusCallbackEvent: ["initiated"],
        }),
      ),
    )
    await limited.app.count("/begun", calls.length)
    // By the carrier's own clock: on a busy machine a late callback makes the pause after it look short.
    const views = await Promise.all(calls.map(({ sid }) => limited.control.view(sid)))
    const begun = views.map(({ moments }) => moments.find(({ what }) => what === "initiated")?.at ?? 0)
    const inOrder = begun.toSorted((a, b) => a - b)
    const gaps = inOrder.slice(1).map((at, place) => at - (inOrder[place] ?? 0))
    expect(gaps).toHaveLength(3)
    for (const gap of gaps) expect(gap).toBeGreaterThan(150)
    await limited.stop()
  })

  test("more calls at once than the account may have are refused with 10004, incoming ones are busy", async () => {
    const limited = await startHarness({ maxConcurrentCalls: 1 })
    limited.app.on("/voice", response('<Pause length="30"/>'))
    await limited.control.call({ from: CUSTOMER, to: NUMBER })
    await expect(
      limited.twilio.calls.create({ from: NUMBER, to: CUSTOMER, url: `${limited.app.url}/talk` }),
    ).rejects.toMatchObject({ status: 429, code: 10004 })
    const second = await limited.control.call({ from: CUSTOMER, to: NUMBER })
    await limited.control.waitFor(second.sid, (call) => call.status === "busy")
    await limited.stop()
  })
})
