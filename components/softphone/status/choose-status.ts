import { setAgentStatus } from "@/lib/phone/mutations"
import type { AgentStatus, Offer } from "@/lib/phone/schema"
import { phoneApi } from "@/lib/softphone/phone-api"
import type { BrowserClient } from "@/lib/supabase/browser"

/**
 * Sets own status, with a reason when offline (B6, B8). `offer` is what rings here: who goes offline meanwhile gives it back at
 * once (B7); the sweeper, which finds it too, comes every two seconds. Whoever was lost is waited for, online or not (K2).
 * Throws AppError as `setAgentStatus`.
 */
export async function chooseStatus(
  client: BrowserClient,
  { status, reason }: { status: AgentStatus; reason: string | null },
  offer: Pick<Offer, "purpose"> | null,
): Promise<void> {
  await setAgentStatus(client, status, reason)
  if (status === "offline" && offer !== null && offer.purpose !== "resume") phoneApi.leave()
}
