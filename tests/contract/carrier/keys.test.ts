import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { ProtocolAgent } from "../../support/protocol-agent.ts"
import { accessToken, type Harness, startHarness } from "./support/harness.ts"
import { dialInto, openRoom, roomEvent } from "./support/rooms.ts"

const MENU = "+81300000020"
const OPEN_HZ = 600
const SALES_HZ = 1000
/** The two tones of the key 2 (ITU-T Q.23). */
const KEY_2 = [697, 1336] as const

let h: Harness
let agent: ProtocolAgent
beforeAll(async () => {
  h = await startHarness()
  agent = await ProtocolAgent.connect(h.carrier.signalUrl, accessToken("agent_1"))
})
afterEach(() => expect(h.app.unsigned).toEqual([]))
afterAll(async () => {
  await agent.close()
  await h.stop()
})

/** An agent's leg in a conference with a menu's, which has answered. */
async function atMenu(name: string) {
  const { customer, conference } = await openRoom(h, name)
  const leg = await dialInto(h, conference, "client:agent_1", { label: "agent" })
  agent.answer((await agent.nextInvite()).callSid)
  await roomEvent(h, name, "participant-join", leg)
  const menu = await dialInto(h, conference, MENU)
  await roomEvent(h, name, "participant-join", menu)
  const end = async () => {
    await h.twilio.conferences(conference).update({ status: "completed" })
    await agent.untilHungUp(leg)
  }
  return { customer, leg, menu, room: h.twilio.conferences(conference), end }
}

const pitch = async (callSid: string) => (await h.control.heard(callSid, 200)).dominantHz

describe("keys", () => {
  test("of an agent's keypad reach a scripted menu, which goes where they lead and passes over others", async () => {
    await h.control.setEndpoint({
      number: MENU,
      behaviour: "answer",
      answerAfterMs: 5,
      script: [
        { tone: OPEN_HZ, ms: 300 },
        { menu: { "1": [{ hangup: true }], "2": [{ keys: "34#" }, { tone: SALES_HZ, ms: 20_000 }] } },
      ],
    })
    const { customer, leg, menu, end } = await atMenu("menu")
    agent.press(leg, "9")
    agent.press(leg, "2")
    agent.press(leg, "34")
    const heardKeys = () =>
      h.control.waitFor(
        menu,
        ({ moments }) => moments.filter(({ what }) => what === "heard-key").length === 4,
      )
    const { moments } = await heardKeys()
    expect(moments.filter(({ what }) => what === "heard-key").map(({ detail }) => detail)).toEqual([
      "9",
      "2",
      "3",
      "4",
    ])
    expect(await pitch(customer)).not.toBe(SALES_HZ)
    agent.press(leg, "#")
    await expect.poll(() => pitch(customer)).toBe(SALES_HZ)
    await end()
  })

  test("are heard by the others as their tones, by whoever pressed them not, and by nobody from who is muted", async () => {
    await h.control.setEndpoint({ number: MENU, behaviour: "answer", answerAfterMs: 5 })
    const { customer, leg, menu, room, end } = await atMenu("tones")
    // The key comes half a second after it is listened for, and sounds for an eighth of that time.
    const during = async () => {
      const heard = [customer, leg].map((each) => h.control.heard(each, 900, [...KEY_2]))
      agent.press(leg, "w2")
      return (await Promise.all(heard)).map(({ amplitudes }) =>
        KEY_2.map((hz) => (amplitudes[hz] ?? 0) > 0.015),
      )
    }
    expect(await during()).toEqual([
      [true, true],
      [false, false],
    ])
    await room.participants("agent").update({ muted: true })
    expect(await during()).toEqual([
      [false, false],
      [false, false],
    ])
    const heardBy = async (sid: string) =>
      (await h.control.view(sid)).moments.filter(({ what }) => what === "heard-key").length
    expect(await Promise.all([customer, menu, leg].map(heardBy))).toEqual([1, 1, 0])
    await end()
  })

  test("of a customer reach the other side too, but not one on hold", async () => {
    const script = [{ keys: "5" }, { tone: SALES_HZ, ms: 20_000 }]
    await h.control.setEndpoint({ number: MENU, behaviour: "answer", answerAfterMs: 5, script })
    const { customer, leg, menu, room, end } = await atMenu("customer-keys")
    await room.participants(menu).update({ hold: true, holdUrl: "" })
    await h.control.act(customer, { press: "5" })
    await h.control.waitFor(leg, ({ moments }) => moments.some(({ what }) => what === "heard-key"))
    await room.participants(menu).update({ hold: false })
    expect(await pitch(customer)).toBe(0)
    await h.control.act(customer, { press: "5" })
    await expect.poll(() => pitch(customer)).toBe(SALES_HZ)
    await end()
  })
})

test("a step that is none is refused by name", async () => {
  const endpoint = (step: object) =>
    h.control.setEndpoint({ number: MENU, behaviour: "answer", script: [step as never] })
  await expect(endpoint({ keys: "1a" })).rejects.toThrow('not a step: {"keys":"1a"}')
  await expect(endpoint({ menu: {} })).rejects.toThrow("not a step")
  await expect(endpoint({ menu: { "12": [] } })).rejects.toThrow("not a step")
  await expect(endpoint({ menu: { "1": [{ wait: "long" }] } })).rejects.toThrow("not a step")
})
