import { toAppError } from "@/lib/errors"
import type { BrowserClient } from "@/lib/supabase/browser"
import { type MyLiveCall, myLiveCallSchema, type PhoneState, phoneStateSchema } from "./schema"

/** Own phone: signed in or not, status, after-call work. Throws AppError. */
export async function getPhoneState(client: BrowserClient): Promise<PhoneState> {
  const { data, error, status } = await client.rpc("phone_state")
  if (error) throw toAppError(error, status)
  return phoneStateSchema.parse(data)
}

/** Own open offer and live call. Throws AppError. */
export async function getMyLiveCall(client: BrowserClient): Promise<MyLiveCall> {
  const { data, error, status } = await client.rpc("my_live_call")
  if (error) throw toAppError(error, status)
  return myLiveCallSchema.parse(data)
}
