import { mapSocket, type Signalling } from "./plain-signalling"

export type VoiceSdk = Pick<typeof import("@twilio/voice-sdk"), "Call" | "Device">

let loaded: Promise<VoiceSdk> | undefined

/**
 * The Voice SDK, loaded at its first use. It keeps the WebSocket class it finds while its modules run, so a mapping
 * is in place during that moment only and reaches nothing else on the page.
 */
export function loadSdk(signalling: Signalling | null): Promise<VoiceSdk> {
  loaded ??= load(signalling?.plain ?? null)
  // A failed download may work the next time.
  loaded.catch(() => {
    loaded = undefined
  })
  return loaded
}

async function load(plain: Signalling["plain"]): Promise<VoiceSdk> {
  if (!plain) return import("@twilio/voice-sdk")
  const original = globalThis.WebSocket
  globalThis.WebSocket = mapSocket(original, plain)
  try {
    return await import("@twilio/voice-sdk")
  } finally {
    globalThis.WebSocket = original
  }
}
