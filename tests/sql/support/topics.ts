import type { openDatabase } from "./database.ts"

type Db = ReturnType<typeof openDatabase>

export interface Said {
  table: string
  id: string
  op: string
  seq: number
}

/** What the database has sent on a topic, by sequence. */
export async function said(db: Db, topic: string): Promise<Said[]> {
  const { rows } = await db.query<{ payload: Said; event: string; private: boolean }>(
    "select payload, event, private from realtime.messages where topic = $1 order by (payload ->> 'seq')::bigint",
    [topic],
  )
  for (const row of rows) {
    if (row.event !== "change" || !row.private) throw new Error(`a message of another kind on ${topic}`)
  }
  return rows.map(({ payload }) => payload)
}

/** How far a topic's sequence has come; 0 before its first message. */
export async function lastSeq(db: Db, topic: string): Promise<number> {
  return (await said(db, topic)).at(-1)?.seq ?? 0
}

/** The topic of an inbox in its present epoch. */
export async function inboxTopic(db: Db, inboxId: string): Promise<string> {
  const { rows } = await db.query("select epoch from public.inboxes where id = $1", [inboxId])
  return `inbox:${inboxId}:${rows[0].epoch}`
}
