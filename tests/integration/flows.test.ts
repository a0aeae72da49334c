import { afterEach, expect, test } from "vitest"
import { amplitudeAt } from "../../local/carrier/media/goertzel.ts"
import { FRAME_SAMPLES } from "../../local/carrier/media/source.ts"
import { decodeWav } from "../../local/carrier/media/wav.ts"
import type { FlowDefinition } from "../../supabase/functions/_shared/flows/schema.ts"
import { block, flowOf, speech } from "../support/flows.ts"
import { AppSession } from "./support/app-session.ts"
import { eventually } from "./support/eventually.ts"
import { callBecomes, leftBehind, memosOf } from "./support/tables.ts"
import { World } from "./support/world.ts"

let world: World

afterEach(() => world.close())

const ended = ({ state }: { state: string }) => state === "ended"

/** The account follows this flow from now on, and has bought what it may need. */
async function publish(definition: FlowDefinition): Promise<void> {
  const { account, db } = world
  await db.query(
    "update public.entitlements set pro_course = true, flow_customisation = true where account_id = $1",
    [account.id],
  )
  const p = { flow_id: account.inbox().flowId, user_id: account.member("owner").userId, definition }
  await db.query("select public.publish_flow($1)", [JSON.stringify(p)])
}

/** Waits until the caller is told the `count`-th `verb`. */
async function hears(sid: string, verb: string, count = 1): Promise<void> {
  await world.carrier.waitFor(
    sid,
    ({ moments }) => moments.filter(({ what, detail }) => what === "verb" && detail === verb).length >= count,
    15_000,
  )
}

function menu(id: string, key: "1" | "2" | "#", next: string) {
  return block("menu", id, {
    prompt: speech("番号を押してください。"),
    keys: [{ key, next }],
    retries: 0,
    noInput: { say: null, next: "end" },
    wrongInput: { say: null, next: "end" },
  })
}

test("[S2] an owner publishes a flow, by the account's clock, and is told what is wrong with one that cannot be", async () => {
  world = await World.open()
  const { flowId, queueId } = world.account.inbox()
  const owner = await AppSession.signIn(world.product, world.account.member("owner"))
  const send = (definition: unknown) => owner.post(`/api/flows/${flowId}/publish`, { definition })
  const queue = block("queue", "queue", { queueId, overflow: "end" })
  const end = block("hangup", "end")
  const refused = await send(
    flowOf([queue, end, block("announce", "lost", { next: "lost" })], { overflow: "end" }),
  )
  expect(refused.status).toBe(422)
  const { faults } = (await refused.json()) as { faults: { block: string; fault: string }[] }
  expect(faults.map((one) => [one.block, one.fault]).toSorted()).toEqual([
    ["lost", "endless_loop"],
    ["lost", "no_end"],
    ["lost", "unreachable"],
  ])
  const done = await send(flowOf([queue, end], { timeZone: "America/New_York" }))
  expect(done.status).toBe(200)
  const { version } = (await done.json()) as { version: number }
  const { rows } = await world.db.query(
    "select version, definition ->> 'timeZone' as zone from public.flow_versions where flow_id = $1 and is_published",
    [flowId],
  )
  expect(rows).toEqual([{ version, zone: "Asia/Tokyo" }])
  const voicemail = await send(flowOf([block("voicemail", "voicemail"), end]))
  expect(voicemail.status).toBe(422)
  expect(await voicemail.json()).toMatchObject({
    faults: [{ block: "voicemail", fault: "voicemail_locked" }],
  })
})

test("[S2] a caller goes through three menus by keypad to a queue, and is answered", async () => {
  world = await World.open()
  const agent = await world.agent("first")
  await publish(
    flowOf([
      menu("one", "1", "two"),
      menu("two", "#", "three"),
      menu("three", "2", "queue"),
      block("queue", "queue", { queueId: world.account.inbox().queueId, overflow: "end" }),
      block("hangup", "end"),
    ]),
  )
  const { sid } = await world.call()
  for (const [place, press] of ["1", "#", "2"].entries()) {
    await hears(sid, "Gather", place + 1)
    await world.carrier.act(sid, { press })
  }
  const ring = await agent.nextRing(20_000)
  agent.phone.answer(ring.callSid)
  const call = await callBecomes(world.db, sid, ({ state }) => state === "talking")
  const { rows } = await world.db.query<{ exit: string }>(
    `select move ->> 'exit' as exit from public.call_events e cross join jsonb_array_elements(e.payload -> 'path') move
     where e.call_id = $1 and e.kind = 'flow_moved' order by e.position`,
    [call.id],
  )
  expect(rows.map(({ exit }) => exit)).toEqual(["key 1", "key #", "key 2"])
})

test("[S2] a caller who presses nothing hears the closing words, and is missed for that reason", async () => {
  world = await World.open()
  await publish(
    flowOf([
      { ...menu("one", "1", "end"), waitSeconds: 1 } as ReturnType<typeof menu>,
      block("hangup", "end", { say: speech("失礼いたします。") }),
    ]),
  )
  const { sid } = await world.call()
  await world.carrier.waitFor(sid, ({ status }) => status === "completed", 15_000)
  const call = await callBecomes(world.db, sid, ended)
  expect(call).toMatchObject({ outcome: "missed", reason: "no_choice" })
  expect(await memosOf(world.db, call.id)).toMatchObject([{ kind: "missed_call", reason: "no_choice" }])
})

test("[J3] a message is recorded, fetched and kept as one, with the caller's own sound", async () => {
  world = await World.open()
  await publish(
    flowOf([block("voicemail", "voicemail", { greeting: speech("どうぞ。") }), block("hangup", "end")]),
  )
  const { sid } = await world.call()
  await hears(sid, "Record")
  await world.carrier.waitFor(sid, ({ moments }) => moments.some(({ what }) => what === "recording"))
  await world.carrier.act(sid, { tone: 900, ms: 2000 })
  await world.carrier.heard(sid, 2500)
  await world.carrier.act(sid, { hangup: true })
  const call = await callBecomes(world.db, sid, ended)
  expect(call).toMatchObject({ outcome: "voicemail", reason: null })
  expect(await memosOf(world.db, call.id)).toMatchObject([
    { kind: "voicemail", reason: null, answered_at: null },
  ])
  const ask = async () =>
    (
      await world.db.query<{ id: string; state: string }>(
        "select id, state from public.recordings where call_id = $1",
        [call.id],
      )
    ).rows[0]
  const stored = await eventually(ask, (row) => row?.state === "stored", 20_000)
  const reader = await world.agent("first")
  const audio = await reader.session.fetch(`/api/recordings/${stored?.id}/audio`)
  const samples = decodeWav(Buffer.from(await audio.arrayBuffer()))
  const frames = Array.from({ length: Math.floor(samples.length / FRAME_SAMPLES) }, (_, place) =>
    amplitudeAt(samples.subarray(place * FRAME_SAMPLES, (place + 1) * FRAME_SAMPLES), 900),
  )
  expect(frames.filter((amplitude) => amplitude > 0.05).length).toBeGreaterThan(50)
  expect(await leftBehind(world.db, world.account.id)).toEqual([])
})

test("[J1] who hangs up at the tone leaves a missed call, and no empty message", async () => {
  world = await World.open()
  await publish(
    flowOf([block("voicemail", "voicemail", { greeting: speech("どうぞ。") }), block("hangup", "end")]),
  )
  const { sid } = await world.call()
  await world.carrier.waitFor(sid, ({ moments }) => moments.some(({ what }) => what === "recording"), 15_000)
  await world.carrier.act(sid, { hangup: true })
  const call = await callBecomes(world.db, sid, ended)
  expect(call).toMatchObject({ outcome: "abandoned", reason: "caller_gave_up" })
  expect(await memosOf(world.db, call.id)).toMatchObject([{ kind: "missed_call" }])
})
