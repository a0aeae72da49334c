import "server-only"
import { cache } from "react"
import { toAppError } from "@/lib/errors"
import { createServerClient, type ServerClient } from "@/lib/supabase/server"
import { type Member, memberRow } from "./schema"

/**
 * The member behind `client`'s session; null without a session, without a member row, or when disabled.
 * Throws AppError when the database could not be asked.
 */
export async function getMember(client: ServerClient): Promise<Member | null> {
  const { data: claims } = await client.auth.getClaims()
  if (!claims) return null
  const { data, error, status } = await client.rpc("my_member")
  if (error) throw toAppError(error, status)
  return data === null ? null : memberRow.parse(data)
}

/** The member who sent the present request, asked for once a request; null as in `getMember`. */
export const currentMember = cache(async () => getMember(await createServerClient()))
