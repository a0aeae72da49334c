import { z } from "zod"
import { toAppError } from "@/lib/errors"
import type { DatabaseClient } from "@/lib/supabase/client"
import type { ServiceClient } from "@/lib/supabase/service"

const recordingState = z.object({
  state: z.enum(["expected", "fetching", "stored", "failed", "deleting", "deleted"]),
})

/** How a recording stands; null when `client`'s person may not see it or there is none. Throws AppError. */
export async function getRecordingState(
  client: DatabaseClient,
  id: string,
): Promise<z.infer<typeof recordingState>["state"] | null> {
  const { data, error, status } = await client.from("recordings").select("state").eq("id", id).maybeSingle()
  if (error) throw toAppError(error, status)
  return data && recordingState.parse(data).state
}

/** Where a stored recording's audio lies, which only the service may read; null when it is not stored. Throws AppError. */
export async function getRecordingObject(service: ServiceClient, id: string): Promise<string | null> {
  const { data, error, status } = await service
    .from("recordings")
    .select("object_name")
    .eq("id", id)
    .eq("state", "stored")
    .maybeSingle()
  if (error) throw toAppError(error, status)
  return data?.object_name ?? null
}
