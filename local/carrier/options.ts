import type { FaultSettings } from "./webhooks/fault-set.ts"

/** A telephone number of the account and where its calls are announced. */
export interface NumberConfig {
  e164: string
  voiceUrl: string
  voiceMethod?: "GET" | "POST"
  voiceFallbackUrl?: string
  voiceFallbackMethod?: "GET" | "POST"
  /** Told once a call to the number has ended. */
  statusCallback?: string
  /** Shown on the customer's phone page. */
  label?: string
}

/** A TwiML application: what a browser's outgoing calls ask. */
export interface ApplicationConfig {
  voiceUrl: string
  voiceMethod?: "GET" | "POST"
  voiceFallbackUrl?: string
  voiceFallbackMethod?: "GET" | "POST"
  statusCallback?: string
  statusCallbackMethod?: "GET" | "POST"
  friendlyName?: string
}

/** Everything a carrier is started with. */
export interface CarrierOptions {
  /** 0 takes a free port. */
  port: number
  host?: string
  /** Recordings and spoken clips are kept here. */
  dataDir: string
  accountSid: string
  authToken: string
  apiKeySid: string
  apiKeySecret: string
  /** TwiML applications by their SID, there from the start. */
  applications: Record<string, ApplicationConfig>
  numbers: NumberConfig[]
  /** Bearer token of the control API. */
  controlToken: string
  /** Calls created by REST per second, 1 as at Twilio; 0 for no limit. */
  callsPerSecond?: number
  /** Whether legs to browsers count towards it, as they do at Twilio. */
  clientsCountTowardsCallsPerSecond?: boolean
  /** Legs that may exist at once; no limit when absent. */
  maxConcurrentCalls?: number
  /** Seed of everything random. */
  seed?: number
  faults?: FaultSettings
  /** Address for audio; found by itself when absent. */
  mediaAddress?: string
  webhookTimeoutMs?: number
  /** How long at most a leg whose browser vanished is kept, where the browser asked for it. */
  reconnectMs?: number
  /** `tones` never starts a voice program. */
  speech?: "auto" | "tones"
  /** Length of the tones that stand for a character. */
  toneMsPerCharacter?: number
  log?: (line: string) => void
}

export type ResolvedOptions = Required<
  Omit<CarrierOptions, "maxConcurrentCalls" | "mediaAddress" | "faults">
> & {
  maxConcurrentCalls: number
}

/** Fills in the defaults. */
export function resolveOptions(options: CarrierOptions): ResolvedOptions {
  return {
    host: "127.0.0.1",
    callsPerSecond: 1,
    clientsCountTowardsCallsPerSecond: true,
    seed: 1,
    webhookTimeoutMs: 15_000,
    reconnectMs: 30_000,
    speech: "auto",
    toneMsPerCharacter: 60,
    log: () => undefined,
    ...options,
    maxConcurrentCalls: options.maxConcurrentCalls ?? Number.POSITIVE_INFINITY,
  }
}
