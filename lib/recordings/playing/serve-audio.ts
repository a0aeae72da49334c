import "server-only"
import { z } from "zod"
import { environment } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { problemResponse } from "@/lib/problem-response"
import { getRecordingObject } from "@/lib/recordings/queries"
import { createServerClient } from "@/lib/supabase/server"

/** Headers of the storage's answer that say something of the audio; nothing else of it reaches the browser. */
const passedOn = ["content-length", "content-range", "accept-ranges", "last-modified", "etag"]

/**
 * A recording's audio for those who may see its memo (D1), in ranges when asked. Both the row and the object are read
 * with the person's own rights; who may see neither gets 404, as for one that does not exist.
 */
export async function serveAudio(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    const client = await createServerClient()
    const { data } = await client.auth.getClaims()
    const { data: session } = await client.auth.getSession()
    if (!data || !session.session) throw new AppError("not_signed_in")
    const id = z.uuid().safeParse((await params).id)
    const recording = id.success ? await getRecordingObject(client, id.data) : null
    if (!recording) throw new AppError("not_found")
    if (!recording.isStored || recording.objectName === null) throw new AppError("recording_not_ready")
    return await audio(recording.objectName, session.session.access_token, request)
  } catch (error) {
    return problemResponse(error)
  }
}

async function audio(objectName: string, accessToken: string, request: Request): Promise<Response> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = environment()
  const range = request.headers.get("range")
  const stored = await fetch(`${SUPABASE_URL}/storage/v1/object/authenticated/recordings/${objectName}`, {
    headers: {
      apikey: SUPABASE_PUBLISHABLE_KEY,
      authorization: `Bearer ${accessToken}`,
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
