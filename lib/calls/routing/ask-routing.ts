import "server-only"
import { environment } from "@/lib/env"
import type { RoutingAnswer } from "@/supabase/functions/_shared/calls/answer"
import type { RoutingRequest } from "@/supabase/functions/_shared/calls/events"

/** A caller waits for the answer; after this long the provider's fallback is the better one (K11). */
const timeoutMs = 5_000

/** Asks the routing function what follows from an event. Throws when there is no answer in time. */
export async function askRouting(request: RoutingRequest): Promise<RoutingAnswer> {
  const { SUPABASE_URL, ROUTING_SECRET } = environment()
  const response = await fetch(`${SUPABASE_URL}/functions/v1/routing`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-routing-secret": ROUTING_SECRET },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(timeoutMs),
    cache: "no-store",
  })
  if (!response.ok) throw new Error(`Routing answered ${response.status} to ${request.event.kind}`)
  return (await response.json()) as RoutingAnswer
}
