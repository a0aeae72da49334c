import { toAppError } from "@/lib/errors"
import type { Reading } from "@/lib/realtime/live-list"
import { toReading } from "@/lib/realtime/page"
import type { BrowserClient } from "@/lib/supabase/browser"
import { placeOfMember } from "./rules"
import { type Presence, presenceRow } from "./schema"

/** Every enabled phone user of the account, all at once. Throws AppError. */
export async function listPresence(client: BrowserClient): Promise<Reading<Presence>> {
  const { data, error, status } = await client.rpc("list_presence")
  if (error) throw toAppError(error, status)
  return toReading(data, { row: presenceRow, placeOf: placeOfMember, limit: Number.POSITIVE_INFINITY })
}
