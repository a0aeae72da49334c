import { z } from "zod"
import { toAppError } from "@/lib/errors"
import type { DatabaseClient } from "@/lib/supabase/client"
import { type ContactName, contactNameRow } from "./schema"

/** Names of those of the contacts (200 at most) whose book the member has a role in. Throws AppError. */
export async function listContactNames(client: DatabaseClient, ids: string[]): Promise<ContactName[]> {
  const { data, error, status } = await client.rpc("contact_names", { p_ids: ids })
  if (error) throw toAppError(error, status)
  return z.array(contactNameRow).parse(data)
}
