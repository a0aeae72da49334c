import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { ProtocolAgent } from "../../support/protocol-agent.ts"
import { accessToken, type Harness, startHarness } from "./support/harness.ts"
import { dialInto, openRoom, roomEvent } from "./support/rooms.ts"
import { signallingOf } from "./support/signalling.ts"

const RECONNECT_MS = 700

let h: Harness
beforeAll(async () => {
  h = await startHarness({ reconnectMs: RECONNECT_MS })
})
afterEach(() => expect(h.app.unsigned).toEqual([]))
afterAll(() => h.stop())

/** An agent who talks with a customer and asked for its calls to be kept `reconnectTimeout` seconds. */
async function talking(name: string, reconnectTimeout?: number) {
  const agent = await ProtocolAgent.connect(h.carrier.signalUrl, accessToken(name), reconnectTimeout)
  const { customer, conference } = await openRoom(h, name)
  const leg = await dialInto(h, conference, `client:${name}`, {
    statusCallback: `${h.app.url}/leg-${name}`,
    statusCallbackEvent: ["answered", "completed"],
  })
  const invite = await agent.nextInvite()
  agent.answer(invite.callSid)
  await roomEvent(h, name, "conference-start")
  const end = () => h.twilio.conferences(conference).update({ status: "completed" })
  return { agent, customer, leg, token: invite.reconnectToken, end }
}

const statusOf = async (sid: string) => (await h.control.view(sid)).status

describe("a browser that vanished without a word", () => {
  test("has its leg kept for a while, then ended as one that hung up; the customer stays", async () => {
    const { agent, customer, leg, end } = await talking("killed")
    const since = Date.now()
    agent.drop()
    const left = await roomEvent(h, "killed", "participant-leave", leg)
    expect(Date.now() - since).toBeGreaterThanOrEqual(RECONNECT_MS - 5)
    expect(left).toMatchObject({
      ReasonParticipantLeft: "participant_hung_up",
      ParticipantCallStatus: "completed",
    })
    const told = await h.app.next("/leg-killed", ({ params }) => params.CallStatus === "completed")
    expect(told.params).toMatchObject({ CallSid: leg, CallDuration: "1" })
    expect(await statusOf(customer)).toBe("in-progress")
    await end()
  })

  test("that has not asked for its calls to be kept has them ended at once", async () => {
    const { agent, customer, leg, end } = await talking("careless", 0)
    const since = Date.now()
    agent.drop()
    await roomEvent(h, "careless", "participant-leave", leg)
    expect(Date.now() - since).toBeLessThan(RECONNECT_MS / 2)
    expect(await statusOf(customer)).toBe("in-progress")
    await end()
  })

  test("takes its call up on a new connection, once with each token, and the leg is not ended by the old one's time", async () => {
    const { agent, leg, token, end } = await talking("back")
    agent.drop()
    const socket = await signallingOf(h.carrier.signalUrl, accessToken("back"), 30)
    const resume = async (reconnect: unknown) => {
      const answer = socket.next("answer", "hangup")
      socket.send("invite", { callsid: leg, sdp: "", reconnect, twilio: {} })
      return answer
    }
    const taken = await resume(token)
    expect(taken).toMatchObject({ type: "answer", payload: { callsid: leg } })
    expect(await resume(token)).toMatchObject({ type: "hangup", payload: { error: { code: 31481 } } })
    expect(await resume(taken.payload.reconnect)).toMatchObject({ type: "answer" })
    // Past the time after which a leg nobody has taken up is ended.
    await h.control.heard(leg, RECONNECT_MS * 1.5)
    expect(await statusOf(leg)).toBe("in-progress")
    socket.send("hangup", { callsid: leg })
    await roomEvent(h, "back", "participant-leave", leg)
    socket.close()
    await end()
  })

  test("comes too late once its leg has ended", async () => {
    const { agent, leg, token, end } = await talking("late")
    agent.drop()
    await roomEvent(h, "late", "participant-leave", leg)
    const socket = await signallingOf(h.carrier.signalUrl, accessToken("late"), 30)
    const refused = socket.next("hangup")
    socket.send("invite", { callsid: leg, sdp: "", reconnect: token, twilio: {} })
    expect((await refused).payload).toMatchObject({ callsid: leg, error: { code: 31481 } })
    socket.close()
    await end()
  })
})
