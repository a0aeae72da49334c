import { toAppError } from "@/lib/errors"
import type { DatabaseClient } from "@/lib/supabase/client"
import type { ContactFields } from "./rules"

/** The contact a form edits, as it was read, or the id it makes one with: the same form sent twice makes one contact. */
export type SavedContact = { id: string; revision: number } | { newId: string }

/**
 * Creates a contact in a book, or edits one, and links it to the ticket (H7). Throws AppError: `not_allowed` below Operator in
 * the book, `invalid_input`, `contact_conflict` (detail: the present revision) when somebody else has saved it meanwhile.
 */
export async function saveContact(
  client: DatabaseClient,
  fields: ContactFields,
  contact: SavedContact,
  where: { addressBookId: string | null; ticketId: string },
): Promise<void> {
  const { addressBookId: address_book_id, ticketId: ticket_id } = where
  const which = "id" in contact ? { id: contact.id, revision: contact.revision } : { new_id: contact.newId }
  const { error, status } = await client.rpc("save_contact", {
    p: { ...fields, ...which, address_book_id, ticket_id },
  })
  if (error) throw toAppError(error, status)
}
