import type { SupabaseClient } from "@supabase/supabase-js"
import { z } from "zod"
import { toAppError } from "@/lib/errors"

const playable = z.object({
  state: z.enum(["expected", "fetching", "stored", "failed"]),
  object_name: z.string().nullable(),
})

/** Where a recording's audio is kept; null when `client`'s person may not see it or there is none. Throws AppError. */
export async function getRecordingObject(
  client: SupabaseClient,
  id: string,
): Promise<{ isStored: boolean; objectName: string | null } | null> {
  const { data, error } = await client
    .from("recordings")
    .select("state, object_name")
    .eq("id", id)
    .maybeSingle()
  if (error) throw toAppError(error)
  if (!data) return null
  const { state, object_name: objectName } = playable.parse(data)
  return { isStored: state === "stored", objectName }
}
