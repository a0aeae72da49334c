import "server-only"
import { serviceClient } from "@/lib/supabase/service"

/** Deletes our copy of a recording; one that is gone already is fine. Throws when it is still there, or nobody can say. */
export async function deleteStored(objectName: string): Promise<void> {
  const bucket = serviceClient().storage.from("recordings")
  const { error } = await bucket.remove([objectName])
  if (error) throw error
  // The storage passes over what it could not delete, and says so nowhere.
  const { data: isThere } = await bucket.exists(objectName)
  if (isThere) throw new Error(`${objectName} is still there`)
}
