import type { Device } from "@twilio/voice-sdk"
import type { Signalling } from "./plain-signalling"

/** `chunderw` (signalling hosts) and `publishEvents` are real options that the SDK's public type leaves out. */
export type DeviceOptions = Device.Options & { chunderw?: string; publishEvents: boolean }

/**
 * How the SDK is set up: nothing is sent to its own services, nothing but our own sounds is fetched, and the ring is
 * ours alone. `edge` is the provider's; a provider at another address (`signalling`) has none.
 */
export function deviceOptions(signalling: Signalling | null, edge: string | null): DeviceOptions {
  return {
    publishEvents: false,
    logLevel: "silent",
    allowIncomingWhileBusy: false,
    // A10: a reload during a call is asked about first.
    closeProtection: true,
    // Renewed a minute before it ends, so that a failed attempt can be repeated.
    tokenRefreshMs: 60_000,
    // K2: without it the provider ends a call whose signalling is lost; 30 s is the most it keeps one.
    maxCallSignalingTimeoutMs: 30_000,
    sounds: ownSounds,
    ...(signalling ? { chunderw: signalling.host } : {}),
    ...(edge === null ? {} : { edge }),
  }
}

const silence = "/sounds/silence.wav"

/** Every sound the SDK knows; one that is missing would be fetched from the provider. */
const ownSounds: Record<`${Device.SoundName}`, string> = {
  incoming: silence,
  outgoing: silence,
  disconnect: silence,
  dtmf0: "/sounds/key-0.wav",
  dtmf1: "/sounds/key-1.wav",
  dtmf2: "/sounds/key-2.wav",
  dtmf3: "/sounds/key-3.wav",
  dtmf4: "/sounds/key-4.wav",
  dtmf5: "/sounds/key-5.wav",
  dtmf6: "/sounds/key-6.wav",
  dtmf7: "/sounds/key-7.wav",
  dtmf8: "/sounds/key-8.wav",
  dtmf9: "/sounds/key-9.wav",
  dtmfs: "/sounds/key-s.wav",
  dtmfh: "/sounds/key-h.wav",
}
