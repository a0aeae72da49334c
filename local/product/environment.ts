import { applicationSidOf, type ProductSecrets } from "./secrets.ts"

/** What a started local stack contributes to the app's configuration. */
export interface Addresses {
  appUrl: string
  supabase: { url: string; publishableKey: string; secretKey: string; dbUrl: string }
  carrier: { url: string; signalUrl: string; controlToken: string }
}

/** The app's configuration for this stack, by the names of docs/contracts.md. */
export function appEnvironment(addresses: Addresses, secrets: ProductSecrets): Record<string, string> {
  return {
    APP_URL: addresses.appUrl,
    SUPABASE_URL: addresses.supabase.url,
    SUPABASE_PUBLISHABLE_KEY: addresses.supabase.publishableKey,
    SUPABASE_SECRET_KEY: addresses.supabase.secretKey,
    SUPABASE_DB_URL: addresses.supabase.dbUrl,
    ROUTING_SECRET: secrets.routingSecret,
    TICK_SECRET: secrets.tickSecret,
    TWILIO_ACCOUNT_SID: secrets.accountSid,
    TWILIO_AUTH_TOKEN: secrets.authToken,
    TWILIO_API_KEY: secrets.apiKeySid,
    TWILIO_API_SECRET: secrets.apiKeySecret,
    TWILIO_APPLICATION_SID: applicationSidOf(secrets),
    TWILIO_REGION: "jp1",
    TWILIO_EDGE: "tokyo",
    TWILIO_API_URL: addresses.carrier.url,
    TWILIO_SIGNAL_URL: addresses.carrier.signalUrl,
  }
}

/** The few variables of this process that a child needs to run at all; nothing else leaks into it. */
export function systemEnvironment(): Record<string, string> {
  const names = ["PATH", "HOME", "TMPDIR", "TEMP", "LANG", "LC_ALL", "TZ", "SystemRoot", "USER", "LOGNAME"]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
