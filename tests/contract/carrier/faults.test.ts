import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import type { Received } from "./support/application.ts"
import { CUSTOMER, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"

const EVENTS = ["initiated", "ringing", "answered", "completed"]

let h: Harness
beforeAll(async () => {
  h = await startHarness()
  await h.control.setEndpoint({ number: CUSTOMER, behaviour: "answer", answerAfterMs: 5 })
  h.app.on("/short", response("<Hangup/>"))
})
afterEach(async () => {
  expect(h.app.unsigned).toEqual([])
  await h.control.setFaults({})
})
afterAll(() => h.stop())

/** Places a call that ends at once and gives its callbacks as they arrived. */
async function callbacksOf(path: string, many: number): Promise<Received[]> {
  await h.twilio.calls.create({
    from: NUMBER,
    to: CUSTOMER,
    url: `${h.app.url}/short`,
    statusCallback: h.app.url + path,
    statusCallbackEvent: EVENTS,
  })
  return h.app.count(path, many)
}

const sequence = (callbacks: Received[]): string[] =>
  callbacks.map((each) => each.params.SequenceNumber ?? "")

describe("on request the carrier", () => {
  test("sends callbacks twice, each pair under one idempotency token", async () => {
    await h.control.setFaults({ webhooks: { match: "/twice", duplicate: 1 } })
    const callbacks = await callbacksOf("/twice", 8)
    expect(sequence(callbacks).toSorted()).toEqual(["0", "0", "1", "1", "2", "2", "3", "3"])
    expect(new Set(callbacks.map((each) => each.token)).size).toBe(4)
  })

  test("asks for TwiML twice and obeys the second answer", async () => {
    let asked = 0
    h.app.on("/voice", () => response(`<Redirect>/answer-${++asked}</Redirect>`))
    h.app.on("/answer-2", response("<Hangup/>"))
    await h.control.setFaults({ webhooks: { match: "/voice", duplicate: 1 } })
    const { sid } = await h.control.call({ from: CUSTOMER, to: NUMBER })
    await h.app.next("/answer-2", (each) => each.params.CallSid === sid)
    expect(h.app.to("/answer-1")).toEqual([])
  })

  test("sends callbacks out of order", async () => {
    await h.control.setFaults({ seed: 5, webhooks: { match: "/shuffled", reorder: 0.5 } })
    const callbacks = await callbacksOf("/shuffled", 4)
    expect(sequence(callbacks).toSorted()).toEqual(["0", "1", "2", "3"])
    expect(sequence(callbacks)).not.toEqual(["0", "1", "2", "3"])
  })

  test("loses callbacks, and the call goes on without them", async () => {
    await h.control.setFaults({ webhooks: { match: "/lost", drop: 1 } })
    const call = await h.twilio.calls.create({
      from: NUMBER,
      to: CUSTOMER,
      url: `${h.app.url}/short`,
      statusCallback: `${h.app.url}/lost`,
      statusCallbackEvent: EVENTS,
    })
    await h.control.waitFor(call.sid, (each) => each.status === "completed")
    expect((await h.control.state()).pendingWebhooks).toBe(0)
    expect(h.app.to("/lost")).toEqual([])
  })

  test("refuses REST calls, as often as it was told", async () => {
    await h.control.setFaults({
      rest: [{ match: "/Participants", method: "POST", status: 500, code: 20500, times: 1 }],
    })
    const room = h.twilio.conferences("refused-once").participants
    const parties = { from: NUMBER, to: CUSTOMER, label: "offer" }
    await expect(room.create(parties)).rejects.toMatchObject({ status: 500, code: 20500 })
    const created = await room.create(parties)
    expect(created.label).toBe("offer")
    await h.twilio.calls(created.callSid).update({ status: "completed" })
  })
})

test("faults added by one are removed by their name, and others' stay", async () => {
  const refuse = (match: string) =>
    h.control.addFaults({ rest: [{ match, method: "GET", status: 503, code: 20503 }] })
  const calls = await refuse("/Calls.json")
  const conferences = await refuse("/Conferences.json")
  const status = async (list: Promise<unknown>) =>
    list.then(
      () => 200,
      (error: { status: number }) => error.status,
    )
  const both = () => Promise.all([status(h.twilio.calls.list()), status(h.twilio.conferences.list())])
  expect(await both()).toEqual([503, 503])
  await h.control.removeFaults(calls)
  expect(await both()).toEqual([200, 503])
  await expect(h.control.removeFaults(calls)).rejects.toThrow(`there are no faults ${calls}`)
  await h.control.removeFaults(conferences)
  expect(await both()).toEqual([200, 200])
})

describe("a carrier that is far away", () => {
  const LATENCY_MS = 150
  /** What a clock of whole milliseconds may take off a time that was waited for. */
  const ROUNDING_MS = 2

  async function took(request: Promise<unknown>): Promise<number> {
    const from = performance.now()
    await request
    return performance.now() - from
  }

  test("answers every REST request later by the set time, a refused one too, and sends every webhook later by it", async () => {
    await h.control.setFaults({ latencyMs: LATENCY_MS })
    const least = LATENCY_MS - ROUNDING_MS
    const path = "/far-away"
    let sid = ""
    const create = h.twilio.calls
      .create({
        from: NUMBER,
        to: CUSTOMER,
        url: `${h.app.url}/short?far`,
        statusCallback: h.app.url + path,
        statusCallbackEvent: EVENTS,
      })
      .then((call) => {
        sid = call.sid
      })
    expect(await took(create)).toBeGreaterThanOrEqual(least)
    expect(await took(h.twilio.calls(sid).fetch())).toBeGreaterThanOrEqual(least)
    const missing = h.twilio.calls(`CA${"f".repeat(32)}`).fetch()
    expect(await took(expect(missing).rejects.toMatchObject({ code: 20404 }))).toBeGreaterThanOrEqual(least)

    const callbacks = await h.app.count(path, 4)
    const { moments } = await h.control.view(sid)
    const momentOf = (what: string) => moments.find((each) => each.what === what)?.at ?? Number.NaN
    const late = callbacks.map(({ params, at }) => at - momentOf(params.CallStatus ?? ""))
    for (const ms of late) expect(ms).toBeGreaterThanOrEqual(least)
    const asked = await h.app.next("/short", ({ params }) => params.CallSid === sid)
    expect(asked.at - momentOf("request")).toBeGreaterThanOrEqual(least)
  })

  test("refuses a time that is none, and stays as it was", async () => {
    await expect(h.control.setFaults({ latencyMs: -1 })).rejects.toThrow("latencyMs is not a number")
    await expect(h.control.setFaults({ latencyMs: "soon" as never })).rejects.toThrow("latencyMs")
    expect((await h.twilio.calls.list({ limit: 1 })).length).toBe(1)
  })
})

test("a busy day calls the account's numbers, the same way for the same seed", async () => {
  h.app.on("/voice", response('<Gather timeout="1"/>', "<Redirect/>"))
  const setup = { calls: 20, overMs: 300, seed: 3, patienceMs: 500, withheldShare: 0.2 }
  const callers = async (): Promise<string[]> => {
    const before = h.app.to("/number-status").length
    const { id } = await h.control.startBusyDay(setup)
    await h.app.count("/number-status", before + setup.calls)
    const day = await h.control.busyDay(id)
    expect(day).toMatchObject({ planned: 20, placed: 20, byStatus: { completed: 20 } })
    const calls = await Promise.all(day.callSids.map((sid) => h.control.view(sid)))
    return calls.map((call) => call.from).toSorted()
  }
  const first = await callers()
  expect(first).toContain("+266696687")
  expect(await callers()).toEqual(first)
})
