import type { PresenceState } from "@/lib/presence/rules"
import type { RequestRefusal } from "@/supabase/functions/_shared/calls/request-refusals"
import { requestRefusals } from "@/supabase/functions/_shared/calls/request-refusals"

/** Whether `value` is a reason this page has words for. */
export function isRequestRefusal(value: string | null): value is RequestRefusal {
  return (requestRefusals as readonly (string | null)[]).includes(value)
}

/** Why a colleague is listed and cannot be called (F2), as the page knows it; null when they may be asked. The server decides once more. */
export function obstacleOf(state: PresenceState, hasRole: boolean): RequestRefusal | null {
  if (!hasRole) return "no_inbox_role"
  switch (state) {
    case "available":
      return null
    case "after_call":
      return "after_call"
    case "offline":
      return "offline"
    case "lost":
      return "unreachable"
    default:
      return "busy"
  }
}
