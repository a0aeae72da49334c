import { createClient } from "@supabase/supabase-js"
import { afterEach, describe, expect, test } from "vitest"
import { amplitudeAt } from "../../local/carrier/media/goertzel.ts"
import { FRAME_SAMPLES } from "../../local/carrier/media/source.ts"
import { decodeWav } from "../../local/carrier/media/wav.ts"
import type { AgentAtWork } from "./support/agent-at-work.ts"
import { AppSession } from "./support/app-session.ts"
import { eventually } from "./support/eventually.ts"
import { callBecomes } from "./support/tables.ts"
import { World } from "./support/world.ts"

let world: World

afterEach(async () => {
  await world.carrier.setFaults({})
  await world.close()
})

type RecordingRow = {
  id: string
  state: string
  duration_ms: number | null
  size_bytes: string | null
  object_name: string | null
  provider_recording_id: string | null
}

function recordingBecomes(callId: string, isIt: (row: RecordingRow) => boolean) {
  const ask = async () => {
    const { rows } = await world.db.query<RecordingRow>(
      "select * from public.recordings where call_id = $1",
      [callId],
    )
    return rows[0]
  }
  return eventually(ask, (row) => row !== undefined && isIt(row), 20_000)
}

/** A recorded call that `agent` answers, and in which they talk for `seconds`. */
async function talk(agent: AgentAtWork, seconds: number) {
  const { sid } = await world.call()
  const ring = await agent.nextRing(20_000)
  agent.phone.answer(ring.callSid)
  const call = await callBecomes(world.db, sid, ({ state }) => state === "talking")
  const expected = await recordingBecomes(call.id, () => true)
  expect(expected?.state).toBe("expected")
  const before = await world.carrier.view(sid)
  await world.carrier.waitFor(
    sid,
    ({ durationSeconds }) => durationSeconds > before.durationSeconds + seconds,
    20_000,
  )
  await world.carrier.act(sid, { hangup: true })
  return call
}

describe("[D1] a recording", () => {
  test("is fetched, stored and playable in ranges for those who may see the memo, and for nobody else", async () => {
    world = await World.open({
      isRecorded: true,
      inboxes: ["Support", "Repairs"],
      members: {
        owner: { role: "owner" },
        first: { inboxes: { 0: "operator" } },
        second: { inboxes: { 1: "admin" } },
      },
    })
    const first = await world.agent("first")
    const call = await talk(first, 2)
    const stored = await recordingBecomes(call.id, ({ state }) => state === "stored")
    expect(stored?.duration_ms).toBeGreaterThan(1_000)
    const path = `/api/recordings/${stored?.id}/audio`

    const whole = await first.session.fetch(path)
    expect(whole.status).toBe(200)
    expect(whole.headers.get("content-type")).toBe("audio/wav")
    expect(whole.headers.get("cache-control")).toContain("private")
    expect(whole.headers.get("x-content-type-options")).toBe("nosniff")
    const bytes = new Uint8Array(await whole.arrayBuffer())
    expect(bytes.length).toBe(Number(stored?.size_bytes))
    expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe("RIFF")

    const part = await first.session.fetch(path, { headers: { range: "bytes=44-143" } })
    expect(part.status).toBe(206)
    expect(part.headers.get("content-range")).toBe(`bytes 44-143/${bytes.length}`)
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(44, 144))
    const beyond = await first.session.fetch(path, { headers: { range: `bytes=${bytes.length}-` } })
    expect(beyond.status).toBe(416)

    const said = [...whole.headers, ...part.headers].flat().join("\n")
    expect(said).not.toContain("/storage/")
    expect(said).not.toContain(stored?.object_name ?? "nothing")

    for (const key of ["second", "owner"]) {
      const other = await AppSession.signIn(world.product, world.account.member(key))
      expect((await other.fetch(path)).status, key).toBe(404)
    }
    expect((await fetch(`${world.product.appUrl}${path}`)).status).toBe(401)
  })

  test("is played by each memo from when to when its agent was there [F5]", async () => {
    world = await World.open({ isRecorded: true })
    const first = await world.agent("first")
    const { sid } = await world.call()
    const ring = await first.nextRing(20_000)
    first.phone.answer(ring.callSid)
    const becomes = (isIt: Parameters<typeof callBecomes>[2]) => callBecomes(world.db, sid, isIt)
    const { id, legs } = await becomes(({ state }) => state === "talking")
    const own = legs.find(({ role }) => role === "agent")?.id ?? ""
    const say = (tone: number) =>
      Promise.all([world.carrier.act(sid, { tone, ms: 500 }), world.carrier.heard(sid, 1200)])
    await say(600)
    const second = await world.agent("second")
    const target = { member_id: second.member.id }
    const asked = await first.session.post("/api/phone/consult", { leg_id: own, target })
    const { leg_id: other } = (await asked.json()) as { leg_id: string }
    const consulted = await second.nextRing()
    second.phone.answer(consulted.callSid)
    await becomes((call) => call.legs.some((leg) => leg.id === other && leg.state === "live"))
    await first.session.post("/api/phone/hangup", { leg_id: own })
    await becomes((call) => call.legs.every((leg) => !leg.is_held))
    // Spans are a little wider than what they hold.
    await world.carrier.heard(sid, 1000)
    await say(1100)
    await world.carrier.act(sid, { hangup: true })
    const stored = await recordingBecomes(id, ({ state }) => state === "stored")
    const audio = await first.session.fetch(`/api/recordings/${stored?.id}/audio`)
    const samples = decodeWav(Buffer.from(await audio.arrayBuffer()))
    const { rows } = await world.db.query<{ from_ms: number; until_ms: number }>(
      `select (recording ->> 'from_ms')::int as from_ms, (recording ->> 'until_ms')::int as until_ms
       from public.timeline_rows where memo ->> 'call_id' = $1 order by memo ->> 'answered_at'`,
      [id],
    )
    const spoken = rows.map(({ from_ms, until_ms }) => {
      const span = samples.subarray(from_ms * 8, until_ms * 8)
      return [600, 1100].filter((hz) => loudest(span, hz) > 0.1)
    })
    expect(spoken).toEqual([[600], [1100]])
  })

  test("that was copied safely is deleted at the provider, also when it refuses that at first", async () => {
    world = await World.open({ isRecorded: true })
    const first = await world.agent("first")
    await world.carrier.setFaults({
      rest: [{ match: "/Recordings/", method: "DELETE", status: 500, times: 1 }],
    })
    const call = await talk(first, 1)
    const stored = await recordingBecomes(call.id, ({ state }) => state === "stored")
    const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token } = world.product.env
    const address = `${world.product.carrier.url}/2010-04-01/Accounts/${sid}/Recordings/${stored?.provider_recording_id}.wav`
    const authorization = `Basic ${Buffer.from(`${sid}:${token}`).toString("base64")}`
    const status = async () => (await fetch(address, { headers: { authorization } })).status
    expect(await status()).toBe(200)
    await eventually(status, (seen) => seen === 404)
  })

  test("that an admin deletes is played by nobody at once, and then is nowhere any more", async () => {
    world = await World.open({
      isRecorded: true,
      members: { first: { inboxes: { 0: "operator" } }, admin: { inboxes: { 0: "admin" } } },
    })
    const first = await world.agent("first")
    const call = await talk(first, 1)
    const stored = await recordingBecomes(call.id, ({ state }) => state === "stored")
    const id = stored?.id ?? ""
    const { url, secretKey } = world.product.supabase
    const bucket = createClient(url, secretKey, { auth: { persistSession: false } }).storage.from(
      "recordings",
    )
    const isKept = async () => (await bucket.download(stored?.object_name ?? "")).error === null
    expect(await isKept()).toBe(true)

    const { error } = await first.session.client.rpc("delete_recording", { p_recording_id: id })
    expect(error?.message).toBe("not_allowed")
    const admin = await AppSession.signIn(world.product, world.account.member("admin"))
    expect((await admin.client.rpc("delete_recording", { p_recording_id: id })).error).toBeNull()
    expect((await admin.fetch(`/api/recordings/${id}/audio`)).status).toBe(410)
    await recordingBecomes(call.id, ({ state }) => state === "deleted")
    expect(await isKept()).toBe(false)
  })

  test("whose download fails at first is fetched again", async () => {
    world = await World.open({ isRecorded: true })
    const first = await world.agent("first")
    await world.carrier.setFaults({ rest: [{ match: "/Recordings/", method: "GET", status: 500, times: 1 }] })
    const call = await talk(first, 1)
    const stored = await recordingBecomes(call.id, ({ state }) => state === "stored")
    expect(stored?.duration_ms).toBeGreaterThan(0)
  })

  test("the provider could not make is known as failed", async () => {
    world = await World.open({ isRecorded: true })
    const first = await world.agent("first")
    await world.carrier.setFaults({ recordings: { fail: 1 } })
    const call = await talk(first, 1)
    const failed = await recordingBecomes(call.id, ({ state }) => state === "failed")
    const answer = await first.session.fetch(`/api/recordings/${failed?.id}/audio`)
    expect(answer.status).toBe(409)
  })
})

/** How strong a frequency is in the 20 ms in which it is strongest. */
function loudest(samples: Int16Array, hz: number): number {
  const frames = Array.from({ length: Math.floor(samples.length / FRAME_SAMPLES) }, (_, frame) =>
    amplitudeAt(samples.subarray(frame * FRAME_SAMPLES, (frame + 1) * FRAME_SAMPLES), hz),
  )
  return Math.max(0, ...frames)
}
