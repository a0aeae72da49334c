import { type ErrorCode, toAppError } from "@/lib/errors"

const statuses: Partial<Record<ErrorCode, number>> = {
  not_signed_in: 401,
  wrong_credentials: 401,
  too_many_attempts: 429,
  other_person: 409,
  not_allowed: 403,
  not_a_phone_user: 403,
  phone_off: 403,
  phone_signed_out: 403,
  not_found: 404,
  dial_refused: 409,
  request_refused: 409,
  offer_closed: 409,
  call_ended: 409,
  recording_not_ready: 409,
  recording_deleted: 410,
  settings_conflict: 409,
  invalid_input: 400,
  unavailable: 503,
}

/** An error as an HTTP answer `{ code }`; what was not foreseen is logged and becomes 500. */
export function problemResponse(error: unknown): Response {
  const { code, cause } = toAppError(error)
  const status = statuses[code] ?? 500
  if (status >= 500) console.error(code, cause ?? error)
  return Response.json({ code }, { status })
}
