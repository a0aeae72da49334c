import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@supabase/supabase-js"
import pg from "pg"
import { decide } from "../../supabase/functions/_shared/calls/decide.ts"
import type { CallEvent } from "../../supabase/functions/_shared/calls/events.ts"
import { replay } from "../../supabase/functions/_shared/calls/evolve.ts"
import { loadedCall } from "../../supabase/functions/_shared/calls/loaded.ts"
import { objectNameOf } from "../../supabase/functions/_shared/calls/recording.ts"
import type { Call, Recording } from "../../supabase/functions/_shared/calls/state.ts"
import { plus } from "../../supabase/functions/_shared/calls/time.ts"
import { type Clip, clipMs, SAMPLE_RATE } from "../carrier/media/source.ts"
import { Speech } from "../carrier/media/speech.ts"
import { concat, quiet } from "../carrier/media/tone.ts"
import { encodeWav } from "../carrier/media/wav.ts"
import { digest, idOf } from "./chance.ts"
import { appendTold, joined } from "./told.ts"
import { append } from "./write.ts"

/** Longest audio made for a demo call; longer calls play their first minute. */
const longestMs = 60_000
const pauseMs = 700

/** How long after a call the provider has its audio, and how long it takes to fetch, in ms. */
const providerMs = 8_000
const fetchMs = 4_000

export interface RecordingTarget {
  /** Address of the project's API. */
  url: string
  secretKey: string
  dbUrl: string
}

interface RecordedCall {
  id: string
  talk_ms: number
  lines: string[]
}

/**
 * Tells how the audio of the demo's recorded calls came: each that is still expected is its memo read aloud (espeak-ng where
 * installed, else a soft tone a character) for as long as the call, at most a minute; it is put into the bucket
 * `recordings`, and the call goes on as when the provider has it and our copy is safe. Running it again adds nothing.
 * Resolves to how many.
 */
export async function addRecordings({ url, secretKey, dbUrl }: RecordingTarget): Promise<number> {
  const storage = createClient(url, secretKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  }).storage.from("recordings")
  const cacheDir = mkdtempSync(join(tmpdir(), "toritsugi-voices-"))
  const speech = new Speech({ engine: "auto", toneMsPerCharacter: 90, cacheDir })
  const db = new pg.Client({ connectionString: dbUrl })
  await db.connect()
  try {
    const recorded = await listRecorded(db)
    for (const { id, ...talk } of recorded) {
      const call = await readCall(db, id)
      const recording = call.recordings.find(({ state }) => state === "expected")
      if (!recording) continue
      const clip = await readAloud(speech, talk)
      const wav = encodeWav(clip)
      const objectName = objectNameOf(call, recording.id)
      const { error } = await storage.upload(objectName, wav, { contentType: "audio/wav", upsert: true })
      if (error) throw new Error(`recording of call ${id}: ${error.message}`, { cause: error })
      const file = { contentType: "audio/wav", sizeBytes: wav.length, durationMs: Math.round(clipMs(clip)) }
      await tellStored(db, call, recording, { objectName, ...file })
    }
    return recorded.length
  } finally {
    await db.end()
    rmSync(cacheDir, { recursive: true, force: true })
  }
}

/** Ended calls of the demo whose audio is still expected, with what to say for each, newest first. */
async function listRecorded(db: pg.Client): Promise<RecordedCall[]> {
  const { rows } = await db.query<RecordedCall>(
    `select c.id, (extract(epoch from c.ended_at - c.answered_at) * 1000)::integer as talk_ms,
       array['お電話ありがとうございます。あおば住設サービスです。', nullif(memo.subject, '')]
         || regexp_split_to_array(nullif(memo.body, ''), E'\\n[・→ ]*') as lines
     from public.calls c
     join public.recordings r on r.call_id = c.id and r.state = 'expected'
     join public.call_memos memo on memo.call_id = c.id
     join public.members owner on owner.email = 'takahashi@toritsugi.example' and owner.account_id = c.account_id
     where c.state = 'ended' and c.ended_at > c.answered_at
     order by c.started_at desc`,
  )
  return rows
}

async function readCall(db: pg.Client, id: string): Promise<Call> {
  const { rows } = await db.query(
    "select jsonb_build_object('now', now(), 'facts', private.call_facts($1)) as loaded",
    [id],
  )
  const call = replay(loadedCall.parse(rows[0]?.loaded).facts ?? [])
  if (!call) throw new Error(`call ${id} has no facts`)
  return call
}

/** The provider has the audio of `recording`, and then our copy of it is safe. */
async function tellStored(
  db: pg.Client,
  call: Call,
  { id: recordingId, stayId }: Recording,
  file: { objectName: string; contentType: string; sizeBytes: number; durationMs: number },
): Promise<void> {
  const callId = call.id
  const providerRecordingId = `RE${digest(recordingId)}`
  const readyAt = plus(call.endedAt ?? call.startedAt, providerMs)
  const ready = decideAt(readyAt, call, { kind: "recording_ready", callId, stayId, providerRecordingId })
  const stored = { kind: "recording_stored", callId, recordingId, ...file } as const
  const decision = joined(ready, decideAt(plus(readyAt, fetchMs), ready.call, stored))
  await db.query("begin")
  await db.query("set local toritsugi.publish = 'off'")
  await append(db, appendTold(call, decision))
  await db.query("commit")
}

/** What follows from news of a call that is over, for which nobody is looked for. */
function decideAt(now: string, call: Call | null, event: CallEvent) {
  return decide(call, event, {
    now,
    newId: () => idOf(`${call?.id} ${event.kind}`),
    actorMemberId: null,
    deadline: null,
    givenUp: null,
    number: null,
    dialling: null,
    mayDial: true,
    unfit: [],
    supervisor: null,
    colleague: null,
    outside: null,
    target: null,
    queue: null,
    flow: null,
    flowQueues: [],
    candidates: [],
    mayOfferedAnswer: true,
    isCrowded: false,
    olderCalls: [],
  })
}

/** The lines spoken with pauses between, over and over, cut to the call's length. */
async function readAloud(speech: Speech, { lines, talk_ms }: Omit<RecordedCall, "id">): Promise<Clip> {
  const length = Math.round((Math.min(talk_ms, longestMs) * SAMPLE_RATE) / 1000)
  const spoken: Clip[] = [quiet(pauseMs)]
  for (const line of lines.filter(Boolean)) {
    spoken.push(await speech.say(line, "ja-JP"), quiet(pauseMs))
  }
  const once = concat(spoken)
  const clip = new Int16Array(length)
  for (let start = 0; start < length; start += once.length) {
    clip.set(once.subarray(0, Math.min(once.length, length - start)), start)
  }
  return clip
}
