import type { Claims } from "../tokens.ts"
import type { Message, Vsn } from "./frames.ts"

/** One client's socket, as rooms and channels see it. */
export interface Connection {
  vsn: Vsn
  send: (frame: Buffer | string) => void
  reply: (message: Message) => void
}

/** A client in a topic. Decisions about its rights are kept until its next token, as hosted Realtime keeps them. */
export interface Channel {
  connection: Connection
  /** With its prefix, `realtime:<name>`. */
  topic: string
  /** The name policies see through `realtime.topic()`. */
  name: string
  joinRef: string | null
  isPrivate: boolean
  wantsAck: boolean
  wantsOwn: boolean
  /** Whether it is told of others' presence. */
  hearsPresence: boolean
  presenceKey: string
  claims: Claims
  token: string | null
  mayWrite: { broadcast: boolean | null; presence: boolean | null }
  /** Closes the channel when its token ends. */
  expiry: NodeJS.Timeout | null
}

/** Sends an event of the server on a channel. */
export function push(channel: Channel, event: string, payload: unknown): void {
  const { connection, topic, joinRef } = channel
  connection.reply({ joinRef, ref: null, topic, event, payload })
}
