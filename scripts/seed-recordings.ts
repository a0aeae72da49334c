import { randomUUID } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@supabase/supabase-js"
import pg from "pg"
import { type Clip, clipMs, SAMPLE_RATE } from "../local/carrier/media/source.ts"
import { Speech } from "../local/carrier/media/speech.ts"
import { concat, quiet } from "../local/carrier/media/tone.ts"
import { encodeWav } from "../local/carrier/media/wav.ts"

/** Longest audio made for a demo call; longer calls play their first minute. */
const longestMs = 60_000
const pauseMs = 700

export interface SeedTarget {
  /** Address of the project's API. */
  url: string
  secretKey: string
  dbUrl: string
}

interface DemoCall {
  call_id: string
  account_id: string
  inbox_id: string
  answered_at: Date
  talk_ms: number
  lines: string[]
}

/**
 * Gives the demo's recorded calls their audio: the past calls marked as recorded that have no recording yet, each with
 * its memo read aloud (espeak-ng where installed, else a soft tone a character) for as long as the call, at most a
 * minute. Uploads to the bucket `recordings` and adds the row; running it again adds nothing. Resolves to how many.
 */
export async function seedRecordings({ url, secretKey, dbUrl }: SeedTarget): Promise<number> {
  const storage = createClient(url, secretKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  }).storage.from("recordings")
  const cacheDir = mkdtempSync(join(tmpdir(), "toritsugi-voices-"))
  const speech = new Speech({ engine: "auto", toneMsPerCharacter: 90, cacheDir })
  const db = new pg.Client({ connectionString: dbUrl })
  await db.connect()
  try {
    const calls = await listCalls(db)
    for (const call of calls) {
      const clip = await readAloud(speech, call)
      const id = randomUUID()
      const wav = encodeWav(clip)
      const objectName = `${call.account_id}/${call.call_id}/${id}.wav`
      const { error } = await storage.upload(objectName, wav, { contentType: "audio/wav" })
      if (error) throw new Error(`recording of call ${call.call_id}: ${error.message}`, { cause: error })
      await insertRecording(db, {
        ...call,
        id,
        objectName,
        size: wav.length,
        durationMs: Math.round(clipMs(clip)),
      })
    }
    return calls.length
  } finally {
    await db.end()
    rmSync(cacheDir, { recursive: true, force: true })
  }
}

/** Ended calls of a template account's past (no recording yet, though marked recorded), with what to say for each. */
async function listCalls(db: pg.Client): Promise<DemoCall[]> {
  const { rows } = await db.query<DemoCall>(
    `select c.id as call_id, c.account_id, c.inbox_id, coalesce(c.answered_at, c.started_at) as answered_at,
       (extract(epoch from c.ended_at - coalesce(c.answered_at, c.started_at)) * 1000)::integer as talk_ms,
       array['お電話ありがとうございます。あおば住設サービスです。', nullif(memo.subject, '')]
         || regexp_split_to_array(nullif(memo.body, ''), E'\\n[・→ ]*') as lines
     from public.calls c
     join public.call_memos memo on memo.call_id = c.id
     join auth.users u on u.email = 'takahashi@toritsugi.example'
     join public.members owner on owner.user_id = u.id and owner.account_id = c.account_id
     where c.state = 'ended' and c.is_recorded and c.ended_at > coalesce(c.answered_at, c.started_at)
       and not exists (select from public.recordings r where r.call_id = c.id)
     order by c.started_at desc`,
  )
  return rows
}

/** The lines spoken with pauses between, over and over, cut to the call's length. */
async function readAloud(speech: Speech, { lines, talk_ms }: DemoCall): Promise<Clip> {
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

async function insertRecording(
  db: pg.Client,
  row: DemoCall & { id: string; objectName: string; size: number; durationMs: number },
): Promise<void> {
  await db.query(
    `insert into public.recordings (id, account_id, inbox_id, call_id, state, object_name, content_type, size_bytes,
       duration_ms, expected_by, started_at, stored_at)
     values ($1, $2, $3, $4, 'stored', $5, 'audio/wav', $6, $7, $8::timestamptz + interval '10 minutes', $8, now())`,
    [
      row.id,
      row.account_id,
      row.inbox_id,
      row.call_id,
      row.objectName,
      row.size,
      row.durationMs,
      row.answered_at,
    ],
  )
}
