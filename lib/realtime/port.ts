import type { Topic } from "./topics"

/** What the registry needs of a realtime service; `supabase-port.ts` is the real one. */
export type RealtimePort = {
  /**
   * Joins a private topic with the present access token. Resolves once the join is under way; reports follow through
   * `events`, possibly before it resolves. Rejects when it could not even be tried (no session, no network).
   */
  join(topic: Topic, events: ChannelEvents): Promise<Channel>
  /** The number of the last message of each topic the person may listen to. Rejects when it could not be asked. */
  sequences(topics: Topic[]): Promise<Map<Topic, number>>
  /** Drops the socket below all channels; each of them reports its loss. */
  reconnect(): Promise<void>
}

export type ChannelEvents = {
  /** The server accepted the join. Once for a channel: a lost one is left and joined anew. */
  onJoined(): void
  /** Refused, timed out, closed by the server, or the socket went down. */
  onLost(reason: string): void
  /** A broadcast's payload. */
  onMessage(payload: unknown): void
}

export type Channel = {
  /** Leaves; resolves when the topic may be joined again. Nothing is reported after the call. */
  leave(): Promise<void>
}
