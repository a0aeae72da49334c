import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { ProtocolAgent } from "../../support/protocol-agent.ts"
import { accessToken, CUSTOMER, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"

const CALLEE = "+81300000030"
const OTHER = "+81300000031"
const CALLER_HZ = 500
const CALLEE_HZ = 900
const RINGBACK_HZ = 400

let h: Harness
beforeAll(async () => {
  h = await startHarness()
  h.app.on("/dialled", response("<Hangup/>"))
})
afterEach(() => expect(h.app.unsigned).toEqual([]))
afterAll(() => h.stop())

const hums = (hz: number) => [{ tone: hz, ms: 30_000 }]

/** A caller who hums and is connected by the given `<Dial>`; what its action was told is awaited by `told`. */
async function dialled(dial: string, from = CUSTOMER) {
  h.app.on("/voice", response(dial))
  const script = [{ until: "answered" }, ...hums(CALLER_HZ)]
  const { sid } = await h.control.call({ from, to: NUMBER, script })
  const told = async () => (await h.app.next("/dialled", ({ params }) => params.CallSid === sid)).params
  const legs = () => h.twilio.calls.list({ parentCallSid: sid })
  return { sid, told, legs }
}

describe("a number dialled by TwiML", () => {
  test("rings for the caller, then the two hear each other, and its end is told to its callback and the action", async () => {
    await h.control.setEndpoint({
      number: CALLEE,
      behaviour: "answer",
      answerAfterMs: 900,
      script: hums(CALLEE_HZ),
    })
    const events = 'statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed"'
    const { sid, told, legs } = await dialled(
      `<Dial action="/dialled" callerId="${NUMBER}"><Number ${events}>${CALLEE}</Number></Dial>`,
    )
    expect((await h.control.heard(sid, 500)).dominantHz).toBe(RINGBACK_HZ)
    await h.app.next("/leg", ({ params }) => params.CallStatus === "in-progress")
    const [leg] = await legs()
    expect(leg).toMatchObject({ from: NUMBER, to: CALLEE, direction: "outbound-dial", parentCallSid: sid })
    const [atCaller, atCallee] = await Promise.all(
      [sid, leg?.sid ?? ""].map((each) => h.control.heard(each, 300)),
    )
    expect([atCaller?.dominantHz, atCallee?.dominantHz]).toEqual([CALLEE_HZ, CALLER_HZ])
    await h.control.act(leg?.sid ?? "", { hangup: true })
    expect(await told()).toMatchObject({
      DialCallStatus: "completed",
      DialCallSid: leg?.sid,
      DialCallDuration: "1",
      DialBridged: "true",
      CallStatus: "in-progress",
    })
    const callbacks = (await h.app.count("/leg", 4)).map(({ params }) => params)
    const inOrder = callbacks.toSorted((a, b) => Number(a.SequenceNumber) - Number(b.SequenceNumber))
    expect(inOrder.map(({ CallStatus }) => CallStatus)).toEqual([
      "initiated",
      "ringing",
      "in-progress",
      "completed",
    ])
    expect(inOrder[0]).toMatchObject({ ParentCallSid: sid, CallSid: leg?.sid, Direction: "outbound-dial" })
  })

  test.each([
    ["busy", "busy", 0],
    ["refuse", "busy", 50],
    ["unreachable", "failed", 0],
  ] as const)("that is %s ends %s, and the call goes on", async (behaviour, status, answerAfterMs) => {
    await h.control.setEndpoint({ number: CALLEE, behaviour, answerAfterMs })
    const { told } = await dialled(`<Dial action="/dialled">${CALLEE}</Dial>`)
    const result = await told()
    expect(result).toMatchObject({
      DialCallStatus: status,
      DialBridged: "false",
      CallStatus: "in-progress",
    })
    expect(result.DialCallDuration).toBeUndefined()
  })

  test("stops ringing when the caller hangs up, and talks no longer than it may", async () => {
    await h.control.setEndpoint({ number: CALLEE, behaviour: "no-answer" })
    const first = await dialled(`<Dial action="/dialled">${CALLEE}</Dial>`)
    await h.control.waitFor(first.sid, ({ status }) => status === "in-progress")
    const [ringing] = await first.legs()
    await h.control.act(first.sid, { hangup: true })
    await h.control.waitFor(ringing?.sid ?? "", ({ status }) => status === "canceled")

    await h.control.setEndpoint({ number: CALLEE, behaviour: "answer", answerAfterMs: 5 })
    const second = await dialled(`<Dial action="/dialled" timeLimit="1">${CALLEE}</Dial>`)
    expect(await second.told()).toMatchObject({ DialCallStatus: "completed", DialBridged: "true" })
  })

  test("with answerOnBridge leaves the call ringing until it is answered", async () => {
    await h.control.setEndpoint({ number: CALLEE, behaviour: "busy" })
    const unanswered = await dialled(`<Dial answerOnBridge="true">${CALLEE}</Dial><Reject reason="busy"/>`)
    const refused = await h.control.waitFor(unanswered.sid, ({ status }) => status === "busy")
    expect(refused.moments.map(({ what }) => what)).not.toContain("in-progress")
    await h.control.setEndpoint({ number: CALLEE, behaviour: "answer", answerAfterMs: 50 })
    const { sid, legs } = await dialled(`<Dial answerOnBridge="true">${CALLEE}</Dial>`)
    await h.control.waitFor(sid, ({ status }) => status === "in-progress")
    expect((await legs())[0]?.status).toBe("in-progress")
    await h.control.act(sid, { hangup: true })
  })

  test("among several, the first to answer has the call, and the others stop ringing", async () => {
    await h.control.setEndpoint({ number: CALLEE, behaviour: "no-answer" })
    await h.control.setEndpoint({
      number: OTHER,
      behaviour: "answer",
      answerAfterMs: 50,
      script: hums(CALLEE_HZ),
    })
    const { sid, legs } = await dialled(
      `<Dial hangupOnStar="true" action="/dialled"><Number>${CALLEE}</Number><Number>${OTHER}</Number></Dial>`,
    )
    await expect.poll(async () => (await h.control.heard(sid, 200)).dominantHz).toBe(CALLEE_HZ)
    const byNumber = Object.fromEntries((await legs()).map(({ to, status }) => [to, status]))
    expect(byNumber).toEqual({ [CALLEE]: "canceled", [OTHER]: "in-progress" })
    await h.control.act(sid, { press: "*" })
    const { params } = await h.app.next("/dialled", (each) => each.params.CallSid === sid)
    expect(params.DialCallStatus).toBe("completed")
  })

  test("is sent its extension once it answers, and hears the caller's keys", async () => {
    const script = [{ keys: "12" }, { keys: "7" }, { hangup: true as const }]
    await h.control.setEndpoint({ number: CALLEE, behaviour: "answer", answerAfterMs: 5, script })
    const { sid, told, legs } = await dialled(
      `<Dial action="/dialled"><Number sendDigits="1w2">${CALLEE}</Number></Dial>`,
    )
    await expect.poll(async () => (await legs())[0]?.status).toBe("in-progress")
    const leg = (await legs())[0]?.sid ?? ""
    await h.control.waitFor(
      leg,
      ({ moments }) => moments.filter((one) => one.what === "heard-key").length === 2,
    )
    await h.control.act(sid, { press: "7" })
    expect((await told()).DialCallStatus).toBe("completed")
  })
})

describe("a caller id", () => {
  const code = async (sid: string) =>
    (await h.control.alerts()).filter(({ callSid }) => callSid === sid).map((each) => each.code)

  test("that is neither party's nor the account's is 13214, a number that is none 13224: nobody is dialled", async () => {
    await h.control.setEndpoint({ number: CALLEE, behaviour: "answer", answerAfterMs: 5 })
    const foreign = await dialled(`<Dial action="/dialled" callerId="+81399999999">${CALLEE}</Dial>`)
    expect(await foreign.told()).toMatchObject({ DialCallStatus: "failed", DialBridged: "false" })
    expect([await code(foreign.sid), await foreign.legs()]).toEqual([[13214], []])
    const domestic = await dialled(`<Dial action="/dialled" callerId="${CUSTOMER}">0300000030</Dial>`)
    expect(await domestic.told()).toMatchObject({ DialCallStatus: "failed" })
    expect([await code(domestic.sid), await domestic.legs()]).toEqual([[13224], []])
  })

  test("of a browser's call has to be given, and to be the account's", async () => {
    await h.control.setEndpoint({ number: CALLEE, behaviour: "busy" })
    const agent = await ProtocolAgent.connect(h.carrier.signalUrl, accessToken("dialer"))
    const outcome = async (attributes: string) => {
      h.app.on("/client", response(`<Dial action="/dialled" ${attributes}>${CALLEE}</Dial>`))
      const sid = await agent.dial({})
      return (await h.app.next("/dialled", ({ params }) => params.CallSid === sid)).params.DialCallStatus
    }
    expect(await outcome("")).toBe("failed")
    expect(await outcome(`callerId="${CUSTOMER}"`)).toBe("failed")
    expect(await outcome(`callerId="${NUMBER}"`)).toBe("busy")
    await agent.close()
  })
})
