import type { IncomingMessage, ServerResponse } from "node:http"

/** Who asks, after the gateway has looked at the key. */
export interface Caller {
  key: "publishable" | "secret" | null
  /** The token to act under: the caller's own, or the one the key stands for. Not verified yet. null: neither was sent. */
  token: string | null
}

/** One request on its way through the gateway. `path` is what follows the service's prefix, with a leading slash. */
export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  url: URL
  path: string
  caller: Caller
}

export type Handler = (exchange: Exchange) => Promise<void> | void
