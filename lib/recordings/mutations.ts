import { toAppError } from "@/lib/errors"
import type { DatabaseClient } from "@/lib/supabase/client"

/** Has a stored recording deleted for good, here and at the provider. Throws AppError: `not_allowed` below Admin of its inbox. */
export async function deleteRecording(client: DatabaseClient, id: string): Promise<void> {
  const { error, status } = await client.rpc("delete_recording", { p_recording_id: id })
  if (error) throw toAppError(error, status)
}
