/** Where the SDK is to find its signalling: `host` is what its `chunderw` option takes, `plain` an address to map. */
export type Signalling = { host: string; plain: { from: string; to: string } | null }

/** Where a page's signalling socket leads, as a source of a Content-Security-Policy; null is the provider's own. */
export function signallingSource(signalUrl: string | null): string {
  return signalUrl ?? "wss://*.twilio.com"
}

const localHosts = ["localhost", "127.0.0.1", "[::1]"]

/**
 * Reads the configured signalling address. The SDK always opens `wss://<host>/signal`; only when the address is plain
 * `ws:` on this very machine is that one URL to be mapped, since no certificate can be had for it.
 * Throws when the address is not `/signal`, or plain and not local: a call is never signalled in the clear.
 */
export function readSignalling(signalUrl: string): Signalling {
  const url = new URL(signalUrl)
  if (url.pathname !== "/signal" || url.search !== "") {
    throw new Error(`the signalling address must end in /signal: ${signalUrl}`)
  }
  if (url.protocol === "wss:") return { host: url.host, plain: null }
  if (url.protocol !== "ws:" || !localHosts.includes(url.hostname)) {
    throw new Error(`plain signalling is for this machine only: ${signalUrl}`)
  }
  return { host: url.host, plain: { from: `wss://${url.host}/signal`, to: `ws://${url.host}/signal` } }
}

/** A WebSocket class that opens `to` when asked for exactly `from`, and anything else unchanged. */
export function mapSocket(
  Socket: typeof WebSocket,
  { from, to }: { from: string; to: string },
): typeof WebSocket {
  return class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(String(url) === from ? to : url, protocols)
    }
  }
}
