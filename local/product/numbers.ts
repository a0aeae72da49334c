import pg from "pg"
import type { NumberConfig } from "../carrier/options.ts"

/** How the app wants to be told of calls to `e164`: the addresses an owner would enter in the provider's console. */
export function numberConfig(appUrl: string, e164: string, label?: string): NumberConfig {
  return {
    e164,
    voiceUrl: `${appUrl}/api/twilio/voice/inbound`,
    voiceFallbackUrl: `${appUrl}/api/twilio/voice/fallback`,
    statusCallback: `${appUrl}/api/twilio/status/call`,
    ...(label === undefined ? {} : { label }),
  }
}

/** Every number of the database, as the carrier is to know it. */
export async function readNumbers(dbUrl: string, appUrl: string): Promise<NumberConfig[]> {
  const db = new pg.Client({ connectionString: dbUrl })
  await db.connect()
  try {
    const { rows } = await db.query<{ number: string; label: string }>(
      "select number, label from public.phone_numbers order by created_at, number",
    )
    return rows.map(({ number, label }) => numberConfig(appUrl, number, label))
  } finally {
    await db.end()
  }
}
