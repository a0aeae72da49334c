import "server-only"
import { createHash, timingSafeEqual } from "node:crypto"
import { tellWatchers } from "@/lib/calls/queries"
import { sweep } from "@/lib/calls/routing/sweep"
import { environment } from "@/lib/env"
import { problemResponse } from "@/lib/problem-response"

/** The ticker's request: sweeps once and says what it did. Only for who bears the secret. */
export async function tick(request: Request): Promise<Response> {
  if (!isBearer(request.headers.get("authorization"), environment().TICK_SECRET)) {
    return Response.json({ code: "not_allowed" }, { status: 401 })
  }
  try {
    const done = await sweep()
    // What time alone brings about for those who watch: lost heartbeats, and what busy topics still hold.
    await tellWatchers()
    return Response.json(done)
  } catch (error) {
    return problemResponse(error)
  }
}

/** Compared as digests: equally long, so that the time tells nothing. */
function isBearer(header: string | null, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${secret}`))
}
