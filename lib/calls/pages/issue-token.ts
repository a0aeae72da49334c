import "server-only"
import { z } from "zod"
import { requireSamePerson } from "@/lib/auth/signed-in-user"
import { AppError, toAppError } from "@/lib/errors"
import { getMember } from "@/lib/members/queries"
import { whyNoPhone } from "@/lib/members/rules"
import { problemResponse } from "@/lib/problem-response"
import { createServerClient } from "@/lib/supabase/server"
import { softphoneToken } from "@/lib/twilio/access-token"

const phoneState = z.object({ signed_in: z.boolean() })

/** A softphone token for whoever is signed in to the app and to the phone, in an account that has one (A2). */
export async function issueToken(request: Request): Promise<Response> {
  try {
    const client = await createServerClient()
    const member = await getMember(client)
    if (!member) throw new AppError("not_signed_in")
    requireSamePerson(request, member.userId)
    const noPhone = whyNoPhone(member)
    if (noPhone) throw new AppError(noPhone)
    const { data, error, status } = await client.rpc("phone_state")
    if (error) throw toAppError(error, status)
    if (!phoneState.parse(data).signed_in) throw new AppError("phone_signed_out")
    const { token, identity, expiresAt } = softphoneToken(member.id, new Date())
    return Response.json(
      { token, identity, expires_at: expiresAt },
      { headers: { "cache-control": "no-store" } },
    )
  } catch (error) {
    return problemResponse(error)
  }
}
