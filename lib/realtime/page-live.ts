import { ChannelRegistry } from "./channel-registry"
import { LiveStore } from "./live-store"
import type { RealtimePort } from "./port"

/** What a page listens with, and the lists it keeps by it. */
export type Live = { registry: ChannelRegistry; store: LiveStore }

let live: Live | undefined

/**
 * The page's one registry, with the store above it; on a server one for each render. They outlive a shell that fails and is
 * drawn anew: the client below knows one channel a topic, and a second registry would join those the first has not left
 * yet, and hear nothing ever after.
 */
export function pageLive(port: () => RealtimePort): Live {
  if (typeof window === "undefined") return make(port())
  live ??= make(port())
  return live
}

function make(port: RealtimePort): Live {
  const registry = new ChannelRegistry(port)
  return { registry, store: new LiveStore(registry) }
}
