import "server-only"
import { z } from "zod"
import { requireSamePerson, signedInUser } from "@/lib/auth/signed-in-user"
import { AppError } from "@/lib/errors"
import { problemResponse } from "@/lib/problem-response"
import { createServerClient } from "@/lib/supabase/server"
import type { ServiceClient } from "@/lib/supabase/service"
import type { Json } from "@/lib/supabase/types"
import { flowSurroundings } from "@/supabase/functions/_shared/flows/loaded-surroundings"
import { validate } from "@/supabase/functions/_shared/flows/validate"
import { readJson } from "@/supabase/functions/_shared/read-body"

type PublishHandler = (request: Request, route: { params: Promise<{ id: string }> }) => Promise<Response>

/** The database keeps no definition that is longer than 200,000 characters, and one of them takes four bytes at most. */
const mostBytes = 800_000

const published = z.object({ id: z.uuid(), version: z.int().positive() })

/**
 * An owner publishes a version of a flow: `{ definition }`. Answers `{ id, version, faults }` with what they should know, or
 * `422 { code: "invalid_input", faults }` with what is wrong and where; nothing is published then. Whoever does not own its account
 * gets 404, as for a flow that does not exist. The version is told by the account's own clock, whatever the draft says.
 */
export function publishFlow(service: () => ServiceClient): PublishHandler {
  return async (request, { params }) => {
    try {
      const sender = await signedInUser(await createServerClient())
      if (sender === null) throw new AppError("not_signed_in")
      requireSamePerson(request, sender.userId)
      const id = z.uuid().safeParse((await params).id)
      if (!id.success) throw new AppError("not_found")
      const told = await service().rpc("flow_surroundings", { p_flow: id.data, p_user: sender.userId })
      if (told.error) throw told.error
      if (told.data === null) throw new AppError("not_found")
      const { timeZone, ...surroundings } = flowSurroundings.parse(told.data)
      const body = z.object({ definition: z.json() }).safeParse(await readJson(request, mostBytes))
      if (!body.success) throw new AppError("invalid_input")
      const { flow, faults, isPublishable } = validate(body.data.definition, surroundings)
      if (!flow || !isPublishable) return Response.json({ code: "invalid_input", faults }, { status: 422 })
      const definition: Json = { ...flow, timeZone }
      const p = { flow_id: id.data, user_id: sender.userId, definition }
      const { data, error } = await service().rpc("publish_flow", { p })
      if (error) throw error
      return Response.json({ ...published.parse(data), faults })
    } catch (error) {
      return problemResponse(error)
    }
  }
}
