import "server-only"
import { after } from "next/server"
import { askRouting } from "@/lib/calls/routing/ask-routing"
import { followUp, hasConsequences } from "@/lib/calls/routing/follow-up"
import type { RoutingAnswer } from "@/supabase/functions/_shared/calls/answer"
import type { RoutingRequest } from "@/supabase/functions/_shared/calls/events"

/**
 * Brings an event that came with a request to its decision. What it entails is carried out once the response is on its
 * way; the answer says what the response is. Throws when no decision could be had; nothing has been done then.
 */
export async function bringEvent(request: RoutingRequest): Promise<RoutingAnswer> {
  const answer = await askRouting(request)
  if (hasConsequences(answer)) after(() => followUp(answer))
  return answer
}
