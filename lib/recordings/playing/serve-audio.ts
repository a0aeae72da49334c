import "server-only"
import { z } from "zod"
import { environment } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { problemResponse } from "@/lib/problem-response"
import { getRecordingObject, getRecordingState } from "@/lib/recordings/queries"
import { createServerClient } from "@/lib/supabase/server"
import type { ServiceClient } from "@/lib/supabase/service"

type AudioHandler = (request: Request, route: { params: Promise<{ id: string }> }) => Promise<Response>

/** Headers of the storage's answer that say something of the audio; nothing else of it reaches the browser. */
const passedOn = ["content-length", "content-range", "accept-ranges", "last-modified", "etag"]

/**
 * A recording's audio for those who may see its memo (D1), in ranges when asked. The row is read with the person's own rights,
 * now and not when some address was made; the bytes then by the service, since nobody else may read an object at all. Who may
 * not see the row gets 404, as for one that does not exist.
 */
export function serveAudio(service: () => ServiceClient): AudioHandler {
  return async (request, { params }) => {
    try {
      const client = await createServerClient()
      const { data } = await client.auth.getClaims()
      if (!data) throw new AppError("not_signed_in")
      const id = z.uuid().safeParse((await params).id)
      const state = id.success ? await getRecordingState(client, id.data) : null
      if (!id.success || state === null) throw new AppError("not_found")
      if (state === "deleting" || state === "deleted") throw new AppError("recording_deleted")
      const objectName = state === "stored" ? await getRecordingObject(service(), id.data) : null
      if (objectName === null) throw new AppError("recording_not_ready")
      return await audio(objectName, request)
    } catch (error) {
      return problemResponse(error)
    }
  }
}

async function audio(objectName: string, request: Request): Promise<Response> {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY: key } = environment()
  const range = request.headers.get("range")
  const stored = await fetch(`${SUPABASE_URL}/storage/v1/object/authenticated/recordings/${objectName}`, {
    headers: {
      apikey: key,
      // A key of the older kind is a JWT, which storage asks for as such.
      ...(key.startsWith("ey") ? { authorization: `Bearer ${key}` } : {}),
      ...(range ? { range } : {}),
    },
    signal: request.signal,
    cache: "no-store",
  })
  if (!stored.ok && stored.status !== 416)
    throw new Error(`Storage answered ${stored.status} for ${objectName}`)
  const headers = new Headers({
    "content-type": "audio/wav",
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
    "content-disposition": "inline",
  })
  for (const name of passedOn) {
    const value = stored.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  return new Response(stored.status === 416 ? null : stored.body, { status: stored.status, headers })
}
