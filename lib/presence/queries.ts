import { toAppError } from "@/lib/errors"
import type { BrowserClient } from "@/lib/supabase/browser"
import { type Presence, presenceListSchema } from "./schema"

/** Every enabled phone user of the account, by name. Throws AppError. */
export async function listPresence(client: BrowserClient): Promise<Presence[]> {
  const { data, error, status } = await client.rpc("list_presence")
  if (error) throw toAppError(error, status)
  return presenceListSchema.parse(data)
}
