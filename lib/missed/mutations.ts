import { toAppError } from "@/lib/errors"
import type { DatabaseClient } from "@/lib/supabase/client"

/**
 * Takes the caller of that message off the list, with their earlier calls; `isHandled: false` puts back exactly those
 * that went together. Throws AppError.
 */
export async function handleMissed(
  client: DatabaseClient,
  messageId: string,
  isHandled: boolean,
): Promise<void> {
  const { error, status } = await client.rpc("handle_missed", {
    p_message_id: messageId,
    p_handled: isHandled,
  })
  if (error) throw toAppError(error, status)
}
