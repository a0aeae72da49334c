import pg from "pg"
import { CarrierControl } from "../carrier/control/client.ts"
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
export function readNumbers(dbUrl: string, appUrl: string): Promise<NumberConfig[]> {
  return withDatabase(dbUrl, (db) => listNumbers(db, appUrl))
}

export interface NumbersPlace {
  appUrl: string
  supabase: { dbUrl: string }
  carrier: { url: string; controlToken: string }
}

/**
 * Tells the carrier of every number the database holds now. Safe to call from several processes at once: the one
 * that comes last has read last.
 */
export function syncNumbers({ appUrl, supabase, carrier }: NumbersPlace): Promise<void> {
  return withDatabase(supabase.dbUrl, async (db) => {
    // Held by this connection until it ends.
    await db.query("select pg_advisory_lock(hashtext('carrier numbers'))")
    await new CarrierControl(carrier.url, carrier.controlToken).setNumbers(await listNumbers(db, appUrl))
  })
}

/**
 * Makes the app's next tick ask the provider after every live call: while a part was down, reports of calls that ended
 * were lost, and a carrier that was started again knows none of them.
 */
export function checkLiveCalls(dbUrl: string): Promise<void> {
  return withDatabase(dbUrl, async (db) => {
    await db.query("select public.check_live_calls()")
  })
}

async function listNumbers(db: pg.Client, appUrl: string): Promise<NumberConfig[]> {
  const { rows } = await db.query<{ number: string; label: string }>(
    "select number, label from public.phone_numbers order by number",
  )
  return rows.map(({ number, label }) => numberConfig(appUrl, number, label))
}

async function withDatabase<Result>(dbUrl: string, use: (db: pg.Client) => Promise<Result>): Promise<Result> {
  const db = new pg.Client({ connectionString: dbUrl })
  await db.connect()
  try {
    return await use(db)
  } finally {
    await db.end()
  }
}
