import { toAppError } from "@/lib/errors"
import type { DatabaseClient } from "@/lib/supabase/client"
import { type TransferTargets, targetsAnswer } from "./schema"

/** Reads them for the inbox. Throws AppError, `not_allowed` to whoever is not in it. */
export async function listTransferTargets(client: DatabaseClient, inboxId: string): Promise<TransferTargets> {
  const { data, error, status } = await client.rpc("list_transfer_targets", { p_inbox: inboxId })
  if (error) throw toAppError(error, status)
  return targetsAnswer.parse(data)
}
