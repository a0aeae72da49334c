import { z } from "zod"
import { type AppError, toAppError } from "@/lib/errors"
import type { DatabaseClient } from "@/lib/supabase/client"
import type { TicketStatus } from "@/lib/tickets/rules"
import type { MemoWrite, Theirs } from "./draft/memo-text"

// A text that is already there is no new save, and may never have been one.
const saved = z.object({ revision: z.int(), saved_at: z.string().nullable() })
const recorded = z.object({ revision: z.int(), recorded_at: z.string() })
const conflict = z.object({
  revision: z.int(),
  subject: z.string(),
  body: z.string(),
  saved_by_name: z.string().nullable(),
})

/**
 * Saves a memo's text without recording it. Throws AppError: `memo_conflict` when the memo is past `revision`
 * (see {@link readTheirs}), `memo_not_yours`, `not_allowed`, or `unexpected` when the database was not reached.
 */
export async function saveDraft(client: DatabaseClient, { messageId, revision, subject, body }: MemoWrite) {
  const { data, error, status } = await client.rpc("save_memo_draft", {
    p_message_id: messageId,
    p_revision: revision,
    p_subject: subject,
    p_body: body,
  })
  if (error) throw toAppError(error, status)
  const row = saved.parse(data)
  return { revision: row.revision, savedAt: row.saved_at }
}

/** Saves and records a memo and sets its ticket's status (H2, H3). Throws as {@link saveDraft} does. */
export async function recordMemo(client: DatabaseClient, write: MemoWrite, status: TicketStatus) {
  const {
    data,
    error,
    status: answered,
  } = await client.rpc("record_memo", {
    p_message_id: write.messageId,
    p_revision: write.revision,
    p_subject: write.subject,
    p_body: write.body,
    p_status: status,
  })
  if (error) throw toAppError(error, answered)
  const row = recorded.parse(data)
  return { revision: row.revision, savedAt: row.recorded_at }
}

/** The other version a `memo_conflict` carries; null for any other error, or when it carries none. */
export function readTheirs(error: AppError): Theirs | null {
  if (error.code !== "memo_conflict" || error.detail === null) return null
  try {
    const { saved_by_name: savedByName, ...text } = conflict.parse(JSON.parse(error.detail))
    return { ...text, savedByName }
  } catch {
    return null
  }
}
