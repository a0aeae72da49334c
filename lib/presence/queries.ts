import { nothingBeside, readPage } from "@/lib/listing/queries"
import type { Reading } from "@/lib/realtime/live-list"
import type { DatabaseClient } from "@/lib/supabase/client"
import { placeOfMember } from "./rules"
import { type Presence, presenceRow } from "./schema"

/** All at once: an account has as many as work there. */
const everybody = Number.POSITIVE_INFINITY
const phoneUsers = {
  row: presenceRow,
  placeOf: placeOfMember,
  beside: nothingBeside,
  page: everybody,
  most: everybody,
}

/** Every enabled phone user of the account, all at once. Throws AppError. */
export function listPresence(client: DatabaseClient): Promise<Reading<Presence>> {
  return readPage({ before: null, limit: null }, phoneUsers, () => client.rpc("list_presence"))
}
