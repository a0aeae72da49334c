import type pg from "pg"
import { LogicalReplicationService, type Pgoutput, PgoutputPlugin } from "pg-logical-replication"
import type { Broadcast } from "./frames.ts"

/** Name of hosted Supabase's publication of `realtime.messages`. */
const publication = "supabase_realtime_messages_publication"
/** Between two attempts, ms; the last one repeats. */
const pauses = [250, 500, 1000, 2000, 5000]
/** A reader that lasted so long, in ms, was no failure. */
const steadyMs = 10_000

export interface DatabaseMessage {
  /** Topic without prefix. */
  topic: string
  isPrivate: boolean
  broadcast: Broadcast
}

export interface WalReader {
  stop: () => Promise<void>
}

export interface WalEvents {
  onMessage: (message: DatabaseMessage) => void
  /** Reading broke off: what is committed from now on is missed. */
  onDown: () => void
  /** Reading goes on. */
  onUp: () => void
}

/**
 * Reads rows of `realtime.messages` from the write-ahead log as they are committed and hands them on. Ready when it
 * resolves: what is committed from then on arrives. The slot is temporary, so a crash leaves nothing that keeps the log
 * from being removed. A reader that broke off is ended before another is opened, after a pause that grows: each holds one of
 * the database's few senders.
 */
export async function readMessagesFromWal(
  connection: pg.ClientConfig,
  events: WalEvents,
  log: (line: string) => void,
): Promise<WalReader> {
  let state: "starting" | "up" | "down" | "stopped" = "starting"
  let reader: LogicalReplicationService | null = null
  let timer: NodeJS.Timeout | undefined
  let failures = 0

  const open = () =>
    new Promise<void>((resolve, reject) => {
      const own = new LogicalReplicationService(connection, {
        acknowledge: { auto: false, timeoutSeconds: 10 },
      })
      reader = own
      let isOver = false
      let startedAt = 0
      const over = (error: unknown) => {
        if (isOver) return
        isOver = true
        reject(error)
        if (startedAt > 0 && Date.now() - startedAt > steadyMs) failures = 0
        void endReader(own).then(() => reopen(error))
      }
      own.on("start", () => {
        startedAt = Date.now()
        if (state === "down") {
          log("realtime: reading from the log goes on")
          events.onUp()
        }
        if (state !== "stopped") state = "up"
        resolve()
      })
      own.on("error", over)
      own.on("data", (_lsn: string, change: Pgoutput.Message) => receive(change, events.onMessage))
      own
        .subscribe(new TemporarySlotPlugin(), `local_realtime_${process.pid}_${Date.now()}`)
        .then(() => over(new Error("the server ended it")), over)
    })

  const reopen = (error: unknown) => {
    // Nobody has been told yet that it began: whoever starts it hears of the error.
    if (state === "starting" || state === "stopped") return
    const pause = pauses[Math.min(failures++, pauses.length - 1)] ?? 0
    const why = error instanceof Error ? error.message : String(error)
    log(`realtime: reading from the log broke off (${why}); opening it again in ${pause} ms`)
    if (state === "up") {
      state = "down"
      events.onDown()
    }
    timer = setTimeout(() => void open().catch(() => undefined), pause)
  }

  await open()
  return {
    stop: async () => {
      state = "stopped"
      clearTimeout(timer)
      if (reader) await endReader(reader)
    },
  }
}

/** Ends a reader with its connection, whatever state it is in. */
async function endReader(reader: LogicalReplicationService): Promise<void> {
  await reader.destroy().catch(() => undefined)
  // What still comes of a connection that is being closed must not end the process.
  reader.on("error", () => undefined)
}

/** Makes its slot on the connection that reads it; Postgres drops the slot with the connection. */
class TemporarySlotPlugin extends PgoutputPlugin {
  constructor() {
    super({ protoVersion: 1, publicationNames: [publication] })
  }

  override async start(client: pg.Client, slot: string, _lsn: string): Promise<unknown> {
    await client.query(`CREATE_REPLICATION_SLOT "${slot}" TEMPORARY LOGICAL pgoutput (SNAPSHOT 'nothing')`)
    return super.start(client, slot, "0/0")
  }
}

function receive(change: Pgoutput.Message, onMessage: (message: DatabaseMessage) => void): void {
  if (change.tag === "relation") {
    // Values stay text: the payload goes out as the JSON it is.
    for (const column of change.columns) column.parser = (raw: unknown) => raw
    return
  }
  if (change.tag !== "insert" || change.relation.schema !== "realtime") return
  const row = change.new as Record<string, string | null>
  if (row.extension !== "broadcast" || !row.topic || !row.event || !row.id) return
  onMessage({
    topic: row.topic,
    isPrivate: row.private === "t",
    broadcast: { event: row.event, payload: withId(row.payload ?? "{}", row.id), isJson: true, id: row.id },
  })
}

/** Hosted Realtime adds the message's id to a payload that has none. */
function withId(json: string, id: string): Buffer {
  const payload: unknown = JSON.parse(json)
  if (typeof payload !== "object" || payload === null || Array.isArray(payload) || "id" in payload) {
    return Buffer.from(json)
  }
  return Buffer.from(JSON.stringify({ ...payload, id }))
}
