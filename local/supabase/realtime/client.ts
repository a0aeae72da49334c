import type { RawData, WebSocket } from "ws"
import { type Channel, type Connection, push } from "./channel.ts"
import { decodeFrame, encodeMessage, type Incoming, type Vsn } from "./frames.ts"
import { isToken, type JoinContext, joinChannel, RefusedError, renewChannel } from "./join.ts"
import { receiveBroadcast, receivePresence } from "./receive.ts"
import type { Rooms } from "./rooms.ts"

export interface ClientContext extends JoinContext {
  rooms: Rooms
  log: (line: string) => void
}

/** setTimeout takes no longer delay (2^31 - 1 ms). */
const longestDelay = 2_147_483_647

/**
 * Serves one socket until it closes. Messages of one topic are worked on in order; topics do not wait for each other.
 * A socket that closes without leaving (a crash, a lost network) leaves all its topics.
 */
export function serveClient(context: ClientContext, socket: WebSocket, vsn: Vsn): void {
  const channels = new Map<string, Channel>()
  const queues = new Map<string, Promise<void>>()
  const connection: Connection = {
    vsn,
    send: (frame) => socket.send(frame, { binary: typeof frame !== "string" }),
    reply: (message) => socket.send(encodeMessage(vsn, message)),
  }
  const handle = async (incoming: Incoming) => {
    const channel = channels.get(incoming.topic)
    switch (incoming.event) {
      case "phx_join":
        return join(incoming)
      case "phx_leave":
        if (channel !== undefined) drop(channel)
        answer(connection, incoming, "ok", {})
        if (channel !== undefined) push(channel, "phx_close", {})
        return
      case "access_token":
        return channel === undefined ? undefined : renew(channel, incoming)
      case "broadcast":
        return channel === undefined ? unmatched(incoming) : receiveBroadcast(context, channel, incoming)
      case "presence":
        return channel === undefined ? unmatched(incoming) : receivePresence(context, channel, incoming)
      default:
        answer(connection, incoming, "error", {
          reason: `${incoming.event} is not implemented by the local stack`,
        })
    }
  }
  const unmatched = (incoming: Incoming) =>
    answer(connection, incoming, "error", { reason: "unmatched topic" })

  const join = async (incoming: Incoming) => {
    const old = channels.get(incoming.topic)
    if (old !== undefined) {
      drop(old)
      push(old, "phx_close", {})
    }
    try {
      const channel = await joinChannel(context, connection, incoming)
      // The socket may have closed while the policies were asked: nobody would take it out again.
      if (socket.readyState !== socket.OPEN) return
      channels.set(channel.topic, channel)
      context.rooms.enter(channel)
      watchExpiry(channel)
      answer(connection, incoming, "ok", { postgres_changes: [] })
      if (channel.hearsPresence) push(channel, "presence_state", context.rooms.presenceOf(channel).state())
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      answer(connection, incoming, "error", { reason: error.message })
    }
  }
  const renew = async (channel: Channel, { payload }: Incoming) => {
    const token = (payload as { access_token?: unknown } | null)?.access_token
    if (!isToken(token) || token === channel.token) return
    try {
      await renewChannel(context, channel, token)
      watchExpiry(channel)
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      shutDown(channel, error.message)
    }
  }
  const watchExpiry = (channel: Channel) => {
    if (channel.expiry !== null) clearTimeout(channel.expiry)
    // A key's own claims are renewed by the gateway and do not end.
    if (channel.token === null || channel.claims.exp === undefined) return
    const left = Math.max(0, channel.claims.exp * 1000 - Date.now())
    if (left > longestDelay) return
    channel.expiry = setTimeout(() => shutDown(channel, "Token has expired"), left)
  }
  const shutDown = (channel: Channel, message: string) => {
    drop(channel)
    push(channel, "system", { extension: "system", status: "error", message, channel: channel.name })
    push(channel, "phx_close", {})
  }
  const drop = (channel: Channel) => {
    if (channel.expiry !== null) clearTimeout(channel.expiry)
    if (channels.get(channel.topic) === channel) channels.delete(channel.topic)
    context.rooms.leave(channel)
  }

  socket.on("message", (data: RawData, isBinary: boolean) => {
    let incoming: Incoming
    try {
      incoming = decodeFrame(vsn, data as Buffer, isBinary)
    } catch {
      socket.close(1003, "not a message")
      return
    }
    if (incoming.topic === "phoenix") {
      answer(connection, incoming, "ok", {})
      return
    }
    const { topic } = incoming
    const next = (queues.get(topic) ?? Promise.resolve())
      .then(() => handle(incoming))
      .catch((error: unknown) => {
        context.log(
          `realtime ${incoming.event} on ${topic}: ${error instanceof Error ? error.message : error}`,
        )
        answer(connection, incoming, "error", { reason: "internal error" })
      })
      .then(() => {
        if (queues.get(topic) === next) queues.delete(topic)
      })
    queues.set(topic, next)
  })
  socket.on("close", () => {
    for (const channel of [...channels.values()]) drop(channel)
  })
}

function answer(connection: Connection, to: Incoming, status: "ok" | "error", response: unknown): void {
  const { joinRef, ref, topic } = to
  connection.reply({ joinRef, ref, topic, event: "phx_reply", payload: { status, response } })
}
