import type { openDatabase } from "./database.ts"

type Db = ReturnType<typeof openDatabase>

export interface Said {
  table: string
  id: string
  op: string
  seq: number
}

export interface Message {
  seq: number
  changes: (Omit<Said, "seq"> & { row: Record<string, unknown> | null })[] | null
}

/** The messages the database has sent on a topic, by sequence. */
export async function messages(db: Db, topic: string): Promise<Message[]> {
  const { rows } = await db.query<{ payload: Message; event: string; private: boolean }>(
    "select payload, event, private from realtime.messages where topic = $1 order by (payload ->> 'seq')::bigint",
    [topic],
  )
  for (const row of rows) {
    if (row.event !== "change" || !row.private) throw new Error(`a message of another kind on ${topic}`)
  }
  return rows.map(({ payload }) => payload)
}

/** Every change the database has sent on a topic, by sequence, without the rows. */
export async function said(db: Db, topic: string): Promise<Said[]> {
  return (await messages(db, topic)).flatMap(({ seq, changes }) =>
    (changes ?? []).map(({ table, id, op }) => ({ table, id, op, seq })),
  )
}

/** How far a topic's sequence has come; 0 before its first message. */
export async function lastSeq(db: Db, topic: string): Promise<number> {
  return (await messages(db, topic)).at(-1)?.seq ?? 0
}

/** The topic of an inbox in its present epoch. */
export async function inboxTopic(db: Db, inboxId: string): Promise<string> {
  const { rows } = await db.query("select epoch from public.inboxes where id = $1", [inboxId])
  return `inbox:${inboxId}:${rows[0].epoch}`
}

/** Has busy topics say what they hold, as the ticker does when they have rested. */
export async function sayHeld(db: Db): Promise<void> {
  await db.query(
    "select private.send_held((select greatest(max(sent_at), now()) + interval '1 minute' from private.topic_sequences))",
  )
}
