import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { amplitudeAt, loudness } from "../../local/carrier/media/goertzel.ts"
import { FRAME_SAMPLES } from "../../local/carrier/media/source.ts"
import { decodeWav } from "../../local/carrier/media/wav.ts"
import { AppSession } from "./support/app-session.ts"
import { eventually } from "./support/eventually.ts"
import { callBecomes } from "./support/tables.ts"
import { World } from "./support/world.ts"

let world: World

beforeEach(async () => {
  world = await World.open({ isRecorded: true })
})
afterEach(async () => {
  await world.carrier.setFaults({})
  await world.close()
})

/** A recorded call that the first agent has answered. */
async function talk() {
  const agent = await world.agent("first")
  const { sid } = await world.call()
  const ring = await agent.nextRing(20_000)
  agent.phone.answer(ring.callSid)
  const call = await callBecomes(world.db, sid, ({ state }) => state === "talking")
  const legId = call.offers[0]?.leg_id ?? ""
  const hold = (isHeld: boolean, session = agent.session) =>
    session.post("/api/phone/hold", { leg_id: legId, is_held: isHeld })
  const pause = (isPaused: boolean) =>
    agent.session.post("/api/phone/recording", { leg_id: legId, is_paused: isPaused })
  return { sid, callId: call.id, agent, hold, pause }
}

type Standing = { is_held: boolean; is_hold_asked: boolean; is_recording_paused: boolean }

/** How the customer and the recording stand, as the tables have it, once it is as expected. */
function standing(callId: string, isIt: (row: Standing) => boolean) {
  const ask = async () => {
    const { rows } = await world.db.query<Standing>(
      `select l.is_held, l.is_hold_asked, c.is_recording_paused
       from public.calls c join public.call_legs l on l.call_id = c.id and l.role = 'customer' where c.id = $1`,
      [callId],
    )
    return rows[0] as Standing
  }
  return eventually(ask, isIt)
}

const [before, during, after] = [600, 1100, 1900]

describe("a hold", () => {
  test("[F1][D3] lets the customer hear music, and neither it nor what is said meanwhile is in the recording", async () => {
    const { sid, callId, hold } = await talk()
    const speak = (tone: number) => world.carrier.act(sid, { tone, ms: 600 })
    const heard = (ms: number) => world.carrier.heard(sid, ms)
    await Promise.all([speak(before), heard(700)])

    expect((await hold(true)).status).toBe(204)
    await standing(callId, ({ is_held, is_recording_paused }) => is_held && is_recording_paused)
    const [music] = await Promise.all([heard(700), speak(during)])
    expect(music.loudness).toBeGreaterThan(0.01)

    expect((await hold(false)).status).toBe(204)
    await standing(callId, ({ is_held, is_recording_paused }) => !is_held && !is_recording_paused)
    const [silence] = await Promise.all([heard(700), speak(after)])
    expect(silence.loudness).toBeLessThan(0.001)
    await world.carrier.act(sid, { hangup: true })

    const samples = await recorded(callId)
    const at = (hz: number) => amplitudesOf(samples, hz)
    expect(Math.max(...at(before))).toBeGreaterThan(0.1)
    expect(Math.max(...at(after))).toBeGreaterThan(0.1)
    expect(Math.max(...at(during))).toBeLessThan(0.01)
    // Between what was said before and after, nothing at all: time goes on, sound does not.
    const last = at(before).findLastIndex((amplitude) => amplitude > 0.1)
    const first = at(after).findIndex((amplitude) => amplitude > 0.1)
    expect(first - last).toBeGreaterThan(25)
    const between = samples.subarray((last + 5) * FRAME_SAMPLES, (first - 5) * FRAME_SAMPLES)
    expect(loudness(between)).toBeLessThan(0.001)
  })

  test("[F1] asked for twice and undone at once leaves the customer in the talk", async () => {
    const { sid, callId, hold } = await talk()
    const answers = await Promise.all([hold(true), hold(true)])
    expect(answers.map(({ status }) => status)).toEqual([204, 204])
    expect((await hold(false)).status).toBe(204)
    await standing(callId, ({ is_held, is_hold_asked, is_recording_paused }) => {
      return !is_held && !is_hold_asked && !is_recording_paused
    })
    expect((await world.carrier.heard(sid, 300)).loudness).toBeLessThan(0.001)
    await settled(callId)
    await standing(callId, ({ is_held, is_recording_paused }) => !is_held && !is_recording_paused)
  })

  test("[F1] the provider refuses is not shown as one, and can be asked for again", async () => {
    const { sid, callId, hold } = await talk()
    await world.carrier.setFaults({ rest: [{ match: `/Participants/${sid}`, method: "POST", status: 400 }] })
    expect((await hold(true)).status).toBe(204)
    await standing(callId, ({ is_hold_asked }) => !is_hold_asked)
    await standing(callId, ({ is_held, is_recording_paused }) => !is_held && !is_recording_paused)
    await world.carrier.setFaults({})
    expect((await hold(true)).status).toBe(204)
    await standing(callId, ({ is_held }) => is_held)
  })

  test("[F1][K10] is nobody's but who talks", async () => {
    const { sid, callId, hold } = await talk()
    const other = await world.agent("second")
    const answer = await hold(true, other.session)
    expect([answer.status, await answer.json()]).toEqual([409, { code: "call_ended" }])
    const without = await AppSession.signIn(world.product, world.account.member("owner"))
    expect((await hold(true, without)).status).toBe(403)
    expect(await holds(callId)).toBe(0)
    await world.carrier.act(sid, { hangup: true })
    await callBecomes(world.db, sid, ({ state }) => state === "ended")
    expect((await hold(true)).status).toBe(409)
  })

  test("[D3] the recording alone is paused for what nobody may keep", async () => {
    const { sid, callId, pause } = await talk()
    const speak = (tone: number) => world.carrier.act(sid, { tone, ms: 500 })
    const pass = () => world.carrier.heard(sid, 600)
    await Promise.all([speak(before), pass()])
    expect((await pause(true)).status).toBe(204)
    await standing(callId, (row) => row.is_recording_paused && !row.is_held)
    await Promise.all([speak(during), pass()])
    expect((await pause(false)).status).toBe(204)
    await standing(callId, (row) => !row.is_recording_paused)
    await Promise.all([speak(after), pass()])
    await world.carrier.act(sid, { hangup: true })
    const samples = await recorded(callId)
    const loudest = (hz: number) => Math.max(...amplitudesOf(samples, hz))
    expect(loudest(before)).toBeGreaterThan(0.1)
    expect(loudest(during)).toBeLessThan(0.01)
    expect(loudest(after)).toBeGreaterThan(0.1)
  })
})

/** The audio of the call's recording, once it is stored. */
async function recorded(callId: string): Promise<Int16Array> {
  const ask = async () => {
    const { rows } = await world.db.query<{ id: string; state: string }>(
      "select id, state from public.recordings where call_id = $1",
      [callId],
    )
    return rows[0]
  }
  const row = await eventually(ask, (one) => one?.state === "stored", 20_000)
  const session = await AppSession.signIn(world.product, world.account.member("first"))
  const answer = await session.fetch(`/api/recordings/${row?.id}/audio`)
  return decodeWav(Buffer.from(await answer.arrayBuffer()))
}

/** How strong a frequency is in each 20 ms of the audio. */
function amplitudesOf(samples: Int16Array, hz: number): number[] {
  return Array.from({ length: Math.floor(samples.length / FRAME_SAMPLES) }, (_, frame) =>
    amplitudeAt(samples.subarray(frame * FRAME_SAMPLES, (frame + 1) * FRAME_SAMPLES), hz),
  )
}

/** Nothing is left to be told to the provider about hold and recording. */
async function settled(callId: string): Promise<void> {
  const ask = async () => {
    const { rows } = await world.db.query<{ left: number }>(
      `select count(*)::integer as left from public.call_effects
       where call_id = $1 and kind in ('hold_leg', 'pause_recording') and state = 'pending'`,
      [callId],
    )
    return rows[0]?.left
  }
  await eventually(ask, (left) => left === 0)
}

async function holds(callId: string): Promise<number | undefined> {
  const { rows } = await world.db.query<{ times: number }>(
    "select count(*)::integer as times from public.call_effects where call_id = $1 and kind = 'hold_leg'",
    [callId],
  )
  return rows[0]?.times
}
