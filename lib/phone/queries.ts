import { toAppError } from "@/lib/errors"
import type { BrowserClient } from "@/lib/supabase/browser"
import { myPhoneAnswer } from "./schema"

/** Own phone with open offer and live call, how far the own topic had come, and whether its session is this page's. Throws AppError. */
export async function getMyPhone(client: BrowserClient) {
  const { data, error, status } = await client.rpc("my_phone")
  if (error) throw toAppError(error, status)
  return myPhoneAnswer.parse(data)
}
