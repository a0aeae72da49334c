import type { SupabaseClient } from "@supabase/supabase-js"
import { toAppError } from "@/lib/errors"
import type { ContactFields } from "./rules"

/**
 * Creates a contact in a book, or edits the one named by `id`, and links it to the ticket (H7).
 * Throws AppError: `not_allowed` below Operator in the book, `invalid_input`.
 */
export async function saveContact(
  client: SupabaseClient,
  fields: ContactFields,
  where: { id: string | null; addressBookId: string | null; ticketId: string },
): Promise<void> {
  const { id, addressBookId: address_book_id, ticketId: ticket_id } = where
  const { error } = await client.rpc("save_contact", { p: { ...fields, id, address_book_id, ticket_id } })
  if (error) throw toAppError(error)
}
