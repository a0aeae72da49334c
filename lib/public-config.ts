import { environment } from "@/lib/env"

/** What the browser may know of the configuration; the root layout hands it down. */
export type PublicConfig = {
  supabaseUrl: string
  publishableKey: string
  /** Address of the provider's signalling when it is not the provider's own, else null. */
  signalUrl: string | null
  edge: string | null
}

/** The browser's part of the configuration. Server only, because it reads the environment. */
export function publicConfig(): PublicConfig {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, TWILIO_SIGNAL_URL, TWILIO_EDGE } = environment()
  return {
    supabaseUrl: SUPABASE_URL,
    publishableKey: SUPABASE_PUBLISHABLE_KEY,
    signalUrl: TWILIO_SIGNAL_URL ?? null,
    // Another provider address has no edges to choose from.
    edge: TWILIO_SIGNAL_URL ? null : TWILIO_EDGE,
  }
}
