import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { tone } from "../../../local/carrier/media/tone.ts"
import { encodeWav } from "../../../local/carrier/media/wav.ts"
import { type Harness, response, startHarness } from "./support/harness.ts"
import { dialInto, openRoom, roomEvent } from "./support/rooms.ts"

const CUSTOMER_HZ = 500
const AGENT_HZ = 900
const WORD_HZ = 700
const OTHER_HZ = 1100
const AGENT = "+81300000010"

let h: Harness
beforeAll(async () => {
  h = await startHarness()
  h.app.serve("/word.wav", "audio/wav", encodeWav(tone(WORD_HZ, 1500)))
  h.app.serve("/other.wav", "audio/wav", encodeWav(tone(OTHER_HZ, 500)))
  h.app.on("/say-word", response("<Play>/word.wav</Play>"))
  const script = [{ tone: AGENT_HZ, ms: 30_000 }]
  await h.control.setEndpoint({ number: AGENT, behaviour: "answer", answerAfterMs: 5, script })
})
afterEach(() => expect(h.app.unsigned).toEqual([]))
afterAll(() => h.stop())

async function talking(name: string) {
  const room = await openRoom(h, name, CUSTOMER_HZ)
  const agent = await dialInto(h, room.conference, AGENT)
  await roomEvent(h, name, "conference-start")
  return { ...room, agent, participants: h.twilio.conferences(room.conference).participants }
}

const heard = async (callSid: string) =>
  (await h.control.heard(callSid, 300, [CUSTOMER_HZ, AGENT_HZ, WORD_HZ, OTHER_HZ])).amplitudes

describe("an announcement", () => {
  test("to a participant is heard by it alone, over the conversation, and told when it is over", async () => {
    const { customer, agent, conference, participants } = await talking("to-one")
    await participants(customer).update({ announceUrl: `${h.app.url}/say-word`, announceMethod: "GET" })
    const asked = await h.app.next("/say-word")
    expect(asked).toMatchObject({
      method: "GET",
      params: { CallSid: customer, ConferenceSid: conference, FriendlyName: "to-one" },
    })
    const [atCustomer, atAgent] = await Promise.all([heard(customer), heard(agent)])
    expect(atCustomer[WORD_HZ]).toBeGreaterThan(0.1)
    expect(atCustomer[AGENT_HZ]).toBeGreaterThan(0.1)
    expect(atAgent[WORD_HZ]).toBeLessThan(0.02)
    expect(await roomEvent(h, "to-one", "announcement-end", customer)).toMatchObject({
      AnnounceUrl: `${h.app.url}/say-word`,
    })
    expect((await heard(customer))[WORD_HZ]).toBeLessThan(0.02)
    await h.twilio.conferences(conference).update({ status: "completed" })
  })

  test("to the conference is heard by all in it", async () => {
    const { customer, agent, conference } = await talking("to-all")
    await h.twilio.conferences(conference).update({ announceUrl: `${h.app.url}/say-word?all` })
    const asked = await h.app.next("/say-word", ({ params }) => "all" in params)
    expect(asked.method).toBe("POST")
    expect(asked.params.CallSid).toBeUndefined()
    for (const each of await Promise.all([heard(customer), heard(agent)])) {
      expect(each[WORD_HZ]).toBeGreaterThan(0.1)
    }
    const { CallSid } = await roomEvent(h, "to-all", "announcement-end")
    expect(CallSid).toBeUndefined()
    await h.twilio.conferences(conference).update({ status: "completed" })
  })

  test("with a verb that may not be in it has failed, and nobody hears anything of it", async () => {
    h.app.on("/dialling", response("<Play>/word.wav</Play>", "<Gather/>"))
    const { customer, conference, participants } = await talking("failing")
    await participants(customer).update({ announceUrl: `${h.app.url}/dialling` })
    const failed = await roomEvent(h, "failing", "announcement-fail", customer)
    expect(failed.ReasonAnnouncementFailed).toContain("13238")
    expect((await heard(customer))[WORD_HZ]).toBeLessThan(0.02)
    expect((await h.control.alerts()).map(({ code }) => code)).toContain(13238)
    await h.twilio.conferences(conference).update({ status: "completed" })
  })

  test("is refused to who is not in the conference, and to a conference that has not started", async () => {
    const ringing = "+81300000011"
    await h.control.setEndpoint({ number: ringing, behaviour: "no-answer" })
    const { conference } = await openRoom(h, "nobody-there", CUSTOMER_HZ)
    const leg = await dialInto(h, conference, ringing)
    const announceUrl = `${h.app.url}/say-word`
    const room = h.twilio.conferences(conference)
    await expect(room.participants(leg).update({ announceUrl })).rejects.toMatchObject({ code: 21220 })
    await expect(room.update({ announceUrl })).rejects.toMatchObject({ code: 21220 })
    await room.update({ status: "completed" })
  })
})

describe("by REST a participant", () => {
  test("who waits is given other music; an empty address is silence", async () => {
    const { customer, conference } = await openRoom(h, "waiting", 0, 'waitUrl="/word.wav" waitMethod="GET"')
    await h.app.next("/word.wav")
    expect((await heard(customer))[WORD_HZ]).toBeGreaterThan(0.1)
    const participant = h.twilio.conferences(conference).participants(customer)
    await participant.update({ waitUrl: `${h.app.url}/other.wav`, waitMethod: "GET" })
    await h.app.next("/other.wav")
    const music = await heard(customer)
    expect([(music[OTHER_HZ] ?? 0) > 0.1, (music[WORD_HZ] ?? 1) < 0.02]).toEqual([true, true])
    await participant.update({ waitUrl: "" })
    expect((await h.control.heard(customer, 200)).loudness).toBe(0)
    await h.twilio.conferences(conference).update({ status: "completed" })
  })

  test("on hold hears other music at once, the default one also after TwiML that is still being said", async () => {
    h.app.on("/long", response("<Play>/word.wav</Play>", "<Redirect method='GET'/>"))
    const { customer, conference, participants } = await talking("held")
    await participants(customer).update({ hold: true, holdUrl: `${h.app.url}/long` })
    await h.app.next("/long")
    expect((await heard(customer))[WORD_HZ]).toBeGreaterThan(0.1)
    await participants(customer).update({ hold: true, holdUrl: `${h.app.url}/other.wav` })
    await h.app.next("/other.wav", ({ params }) => params.CallSid === customer)
    expect((await heard(customer))[OTHER_HZ]).toBeGreaterThan(0.1)
    await participants(customer).update({ hold: false })
    await participants(customer).update({ hold: true })
    const music = await h.control.heard(customer, 300, [AGENT_HZ])
    expect(music.loudness).toBeGreaterThan(0.01)
    expect(music.amplitudes[AGENT_HZ]).toBeLessThan(0.02)
    await h.twilio.conferences(conference).update({ status: "completed" })
  })

  test("who waits and is put on hold hears the default music, though its wait TwiML is still being played", async () => {
    h.app.on("/long-wait", response("<Play>/word.wav</Play>", "<Redirect/>"))
    const { customer, conference } = await openRoom(h, "waiting-held", 0, 'waitUrl="/long-wait"')
    await h.app.next("/long-wait")
    expect((await heard(customer))[WORD_HZ]).toBeGreaterThan(0.1)
    await h.twilio.conferences(conference).participants(customer).update({ hold: true })
    const music = await h.control.heard(customer, 300, [WORD_HZ])
    expect(music.loudness).toBeGreaterThan(0.01)
    expect(music.amplitudes[WORD_HZ]).toBeLessThan(0.02)
    await h.twilio.conferences(conference).update({ status: "completed" })
  })

  test("beeps on leaving, or no longer does; whatever changes at once is one event", async () => {
    const { customer, agent, conference, participants } = await talking("beeping")
    await participants(agent).update({ beepOnExit: true, endConferenceOnExit: false, coaching: false })
    const modified = () =>
      h.app.to("/beeping").filter(({ params }) => params.StatusCallbackEvent === "participant-modify")
    await roomEvent(h, "beeping", "participant-modify", agent)
    const beep = h.control.heard(customer, 400, [1400])
    await h.control.act(agent, { hangup: true })
    expect((await beep).amplitudes[1400]).toBeGreaterThan(0.02)
    expect(modified()).toHaveLength(1)

    const second = await dialInto(h, conference, AGENT, { beep: "onExit" })
    await roomEvent(h, "beeping", "participant-join", second)
    await participants(second).update({ beepOnExit: false })
    const noBeep = h.control.heard(customer, 400, [1400])
    await h.control.act(second, { hangup: true })
    expect((await noBeep).amplitudes[1400]).toBeLessThan(0.005)
    await h.twilio.conferences(conference).update({ status: "completed" })
  })
})

test("a label names its participant wherever its SID does", async () => {
  const { customer, conference, participants } = await talking("named")
  const leg = await dialInto(h, conference, AGENT, { label: "相手 1" })
  await roomEvent(h, "named", "participant-join", leg)
  const named = participants("相手 1")
  await named.update({ muted: true })
  expect(await named.fetch()).toMatchObject({ callSid: leg, muted: true, label: "相手 1" })
  expect((await roomEvent(h, "named", "participant-mute", leg)).ParticipantLabel).toBe("相手 1")
  await named.remove()
  expect(await roomEvent(h, "named", "participant-leave", leg)).toMatchObject({
    ReasonParticipantLeft: "participant_updated_via_api",
    ParticipantLabel: "相手 1",
  })
  await h.control.waitFor(leg, ({ status }) => status === "completed")
  expect((await h.control.view(customer)).status).toBe("in-progress")
  await expect(named.fetch()).rejects.toMatchObject({ code: 20404 })
  await h.twilio.conferences(conference).update({ status: "completed" })
})
