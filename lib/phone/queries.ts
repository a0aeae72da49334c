import { hearDatabase } from "@/lib/clock/page-clock"
import { toAppError } from "@/lib/errors"
import type { BrowserClient } from "@/lib/supabase/browser"
import { ownPhoneAnswer } from "./schema"

/** Own phone with open offer and live call, how far the own topic had come, and whether its session is this page's. Throws AppError. */
export async function getOwnPhone(client: BrowserClient) {
  const sentAt = performance.now()
  const { data, error, status } = await client.rpc("own_phone")
  if (error) throw toAppError(error, status)
  const answer = ownPhoneAnswer.parse(data)
  // After-call work ends by this clock.
  if (answer.row) hearDatabase(answer.row.now, sentAt)
  return answer
}
