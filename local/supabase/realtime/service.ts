import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import type pg from "pg"
import { type WebSocket, WebSocketServer } from "ws"
import type { Handler } from "../gateway/exchange.ts"
import type { CallerReader } from "../gateway/keys.ts"
import { HttpError } from "../gateway/reply.ts"
import type { Tokens } from "../tokens.ts"
import { createAuthorization } from "./authorization.ts"
import { serveClient } from "./client.ts"
import { createRealtimeHttp } from "./http.ts"
import { startPruning } from "./prune.ts"
import { createRooms } from "./rooms.ts"
import { readMessagesFromWal } from "./wal.ts"

/** Phoenix closes a socket that says nothing for a minute; clients send a heartbeat every 25 s. */
const silenceMs = 60_000
/** Largest message of a client, bytes. */
const largestMessage = 3_000_000

export interface RealtimeOptions {
  /** Signs in as a superuser. */
  pool: pg.Pool
  /** For the replication connection, also a superuser's. */
  connection: pg.ClientConfig
  tokens: Tokens
  readCaller: CallerReader
  log: (line: string) => void
}

export interface Realtime {
  handle: Handler
  onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  stop: () => Promise<void>
}

/** Starts Realtime: websockets at `/realtime/v1/websocket`, broadcasts by HTTP and from the database. */
export async function startRealtime(options: RealtimeOptions): Promise<Realtime> {
  const { tokens, log, readCaller } = options
  const rooms = createRooms()
  const authorization = createAuthorization(options.pool)
  const server = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false })
  let isReading = true
  const wal = await readMessagesFromWal(
    options.connection,
    {
      onMessage: ({ topic, isPrivate, broadcast }) => rooms.broadcast(topic, isPrivate, broadcast),
      // A socket that hears nothing looks like peace: closed, its page says that it may be old, and reads when it is back.
      onDown: () => {
        isReading = false
        for (const client of server.clients) client.terminate()
      },
      onUp: () => {
        isReading = true
      },
    },
    log,
  )
  const stopPruning = startPruning(options.pool, log)
  const lastHeard = new Map<WebSocket, number>()
  const watch = setInterval(() => {
    for (const [socket, at] of lastHeard) if (Date.now() - at > silenceMs) socket.terminate()
  }, silenceMs / 4)
  watch.unref()

  const accept = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? "/", "http://gateway")
    if (url.pathname !== "/realtime/v1/websocket") throw new HttpError(404, { message: "Not found" })
    if (!isReading) throw new HttpError(503, { message: "The database cannot be listened to now" })
    const caller = await readCaller(request, url, true)
    const keyClaims = await tokens.verify(
      await tokens.ofRole(caller.key === "secret" ? "service_role" : "anon"),
    )
    const vsn = url.searchParams.get("vsn") ?? "1.0.0"
    if (vsn !== "1.0.0" && vsn !== "2.0.0")
      throw new HttpError(400, { message: `vsn ${vsn} is not implemented` })
    server.handleUpgrade(request, socket, head, (client) => {
      const heard = () => lastHeard.set(client, Date.now())
      heard()
      client.on("message", heard)
      client.on("close", () => lastHeard.delete(client))
      // A broken connection also closes, which is what counts.
      client.on("error", () => {})
      serveClient({ tokens, authorization, rooms, keyClaims, log }, client, vsn)
    })
  }
  return {
    handle: createRealtimeHttp({ tokens, authorization, rooms }),
    onUpgrade: (request, socket, head) => {
      socket.on("error", () => {})
      accept(request, socket, head).catch((error: unknown) => {
        const status = error instanceof HttpError ? error.status : 500
        socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      })
    },
    stop: async () => {
      clearInterval(watch)
      stopPruning()
      for (const client of server.clients) client.terminate()
      await wal.stop()
    },
  }
}
