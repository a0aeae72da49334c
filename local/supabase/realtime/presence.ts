import { randomBytes } from "node:crypto"
import { isDeepStrictEqual } from "node:util"
import { type Channel, push } from "./channel.ts"

/** What a client tracks, with the reference Phoenix' presence gives each entry. */
type Meta = Record<string, unknown> & { phx_ref: string }
type State = Record<string, { metas: Meta[] }>

/** Who is present in one topic. */
export interface Presence {
  state: () => State
  track: (channel: Channel, payload: Record<string, unknown>) => void
  untrack: (channel: Channel) => void
}

/** Presence of a topic; changes go to those of `channels` that listen for it. */
export function createPresence(channels: Set<Channel>): Presence {
  const metas = new Map<Channel, { key: string; meta: Meta }>()
  const tell = (joins: State, leaves: State) => {
    for (const channel of channels) {
      if (channel.hearsPresence) push(channel, "presence_diff", { joins, leaves })
    }
  }
  return {
    state: () => {
      const state: State = {}
      for (const { key, meta } of metas.values()) {
        const entry = state[key] ?? { metas: [] }
        entry.metas.push(meta)
        state[key] = entry
      }
      return state
    },
    track: (channel, payload) => {
      const old = metas.get(channel)
      // The same once more is no news.
      if (old !== undefined && isDeepStrictEqual(payloadOf(old.meta), payload)) return
      const previous = old === undefined ? {} : { phx_ref_prev: old.meta.phx_ref }
      const meta = { ...payload, ...previous, phx_ref: randomBytes(9).toString("base64url") }
      metas.set(channel, { key: channel.presenceKey, meta })
      tell(one(channel.presenceKey, meta), old === undefined ? {} : one(old.key, old.meta))
    },
    untrack: (channel) => {
      const old = metas.get(channel)
      if (old === undefined) return
      metas.delete(channel)
      tell({}, one(old.key, old.meta))
    },
  }
}

function payloadOf({ phx_ref: _, phx_ref_prev: _before, ...payload }: Meta): Record<string, unknown> {
  return payload
}

function one(key: string, meta: Meta): State {
  return { [key]: { metas: [meta] } }
}
