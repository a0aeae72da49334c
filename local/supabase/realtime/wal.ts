import type pg from "pg"
import { LogicalReplicationService, type Pgoutput, PgoutputPlugin } from "pg-logical-replication"
import type { Broadcast } from "./frames.ts"

/** Name of hosted Supabase's publication of `realtime.messages`. */
const publication = "supabase_realtime_messages_publication"
const retryMs = 250

export interface DatabaseMessage {
  /** Topic without prefix. */
  topic: string
  isPrivate: boolean
  broadcast: Broadcast
}

export interface WalReader {
  stop: () => Promise<void>
}

/**
 * Reads rows of `realtime.messages` from the write-ahead log as they are committed and hands them to `onMessage`. Ready
 * when it resolves: what is committed from then on arrives. The slot is temporary, so a crash leaves nothing that
 * keeps the log from being removed. A lost connection is opened again; what is committed meanwhile is missed.
 */
export async function readMessagesFromWal(
  connection: pg.ClientConfig,
  onMessage: (message: DatabaseMessage) => void,
  log: (line: string) => void,
): Promise<WalReader> {
  let isStopped = false
  let service: LogicalReplicationService | null = null
  const open = () =>
    new Promise<void>((resolve, reject) => {
      const reader = new LogicalReplicationService(connection, {
        acknowledge: { auto: false, timeoutSeconds: 10 },
      })
      service = reader
      reader.on("start", resolve)
      // The promise of subscribe tells of the same error.
      reader.on("error", () => {})
      reader.on("data", (_lsn: string, change: Pgoutput.Message) => receive(change, onMessage))
      reader.subscribe(new TemporarySlotPlugin(), `local_realtime_${process.pid}_${Date.now()}`).then(
        () => reopen(new Error("the server ended it")),
        (error: unknown) => {
          reject(error)
          reopen(error)
        },
      )
    })
  const reopen = (error: unknown) => {
    if (isStopped) return
    log(
      `realtime: reading from the log broke off (${error instanceof Error ? error.message : error}); opening it again`,
    )
    setTimeout(() => {
      if (!isStopped) open().catch(() => {})
    }, retryMs)
  }
  try {
    await open()
  } catch (error) {
    isStopped = true
    throw error
  }
  return {
    stop: async () => {
      isStopped = true
      await service?.destroy()
    },
  }
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
