import type { Channel } from "./channel.ts"
import { type Broadcast, broadcastFrames } from "./frames.ts"
import { createPresence, type Presence } from "./presence.ts"

interface Room {
  channels: Set<Channel>
  presence: Presence
}

/** Who is in which topic. A private and a public topic of one name are two rooms. */
export interface Rooms {
  enter: (channel: Channel) => void
  /** Also ends the channel's presence. */
  leave: (channel: Channel) => void
  presenceOf: (channel: Channel) => Presence
  /** Sends to everybody in the topic except `from`, unless that one wants its own messages back. */
  broadcast: (name: string, isPrivate: boolean, message: Broadcast, from?: Channel) => void
}

export function createRooms(): Rooms {
  const rooms = new Map<string, Room>()
  const keyOf = (name: string, isPrivate: boolean) => `${isPrivate ? "private" : "public"}:${name}`
  const roomOf = (channel: Channel): Room => {
    const key = keyOf(channel.name, channel.isPrivate)
    const existing = rooms.get(key)
    if (existing !== undefined) return existing
    const channels = new Set<Channel>()
    const room = { channels, presence: createPresence(channels) }
    rooms.set(key, room)
    return room
  }
  return {
    enter: (channel) => {
      roomOf(channel).channels.add(channel)
    },
    leave: (channel) => {
      const key = keyOf(channel.name, channel.isPrivate)
      const room = rooms.get(key)
      if (room === undefined || !room.channels.delete(channel)) return
      room.presence.untrack(channel)
      if (room.channels.size === 0) rooms.delete(key)
    },
    presenceOf: (channel) => roomOf(channel).presence,
    broadcast: (name, isPrivate, message, from) => {
      const room = rooms.get(keyOf(name, isPrivate))
      if (room === undefined) return
      const frames = broadcastFrames(`realtime:${name}`, message)
      for (const channel of room.channels) {
        if (channel === from && !channel.wantsOwn) continue
        const frame = frames(channel.connection.vsn)
        if (frame !== null) channel.connection.send(frame)
      }
    },
  }
}
