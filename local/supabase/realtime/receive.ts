import type { Authorization, Extension } from "./authorization.ts"
import type { Channel } from "./channel.ts"
import type { Broadcast, Incoming } from "./frames.ts"
import type { Rooms } from "./rooms.ts"

interface ReceiveContext {
  authorization: Authorization
  rooms: Rooms
}

/** Passes a client's broadcast on. Without the right to write on a private topic it goes nowhere and is not answered, as hosted. */
export async function receiveBroadcast(
  context: ReceiveContext,
  channel: Channel,
  incoming: Incoming,
): Promise<void> {
  const broadcast = incoming.broadcast ?? readBroadcast(incoming.payload)
  if (broadcast === null || !(await mayWrite(context, channel, "broadcast"))) return
  context.rooms.broadcast(channel.name, channel.isPrivate, broadcast, channel)
  if (channel.wantsAck) reply(channel, incoming, "ok")
}

/** Tracks or untracks the channel's presence. */
export async function receivePresence(
  context: ReceiveContext,
  channel: Channel,
  incoming: Incoming,
): Promise<void> {
  const { event, payload } = (incoming.payload ?? {}) as { event?: unknown; payload?: unknown }
  if (!(await mayWrite(context, channel, "presence"))) {
    reply(channel, incoming, "error")
    return
  }
  const presence = context.rooms.presenceOf(channel)
  switch (String(event).toLowerCase()) {
    case "track":
      presence.track(channel, typeof payload === "object" && payload !== null ? { ...payload } : {})
      break
    case "untrack":
      presence.untrack(channel)
      break
    default:
      reply(channel, incoming, "error")
      return
  }
  reply(channel, incoming, "ok")
}

async function mayWrite(
  { authorization }: ReceiveContext,
  channel: Channel,
  extension: Extension,
): Promise<boolean> {
  if (!channel.isPrivate) return true
  const decided =
    channel.mayWrite[extension] ?? (await authorization.mayWrite(channel.claims, channel.name, extension))
  channel.mayWrite[extension] = decided
  return decided
}

function readBroadcast(payload: unknown): Broadcast | null {
  if (typeof payload !== "object" || payload === null || !("event" in payload)) return null
  const { event, payload: content } = payload as { event: unknown; payload?: unknown }
  return { event: String(event), payload: Buffer.from(JSON.stringify(content ?? {})), isJson: true }
}

function reply({ connection }: Channel, { joinRef, ref, topic }: Incoming, status: "ok" | "error"): void {
  connection.reply({ joinRef, ref, topic, event: "phx_reply", payload: { status, response: {} } })
}
