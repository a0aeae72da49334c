/**
 * What can go wrong for a person, as codes. Each has a text in `lib/i18n/messages/<language>/errors.json`;
 * SQL functions raise the same codes as their message with errcode P0001.
 */
export const errorCodes = [
  "not_signed_in",
  "not_allowed",
  "not_found",
  "invalid_input",
  "other_person",
  "wrong_credentials",
  "too_many_attempts",
  "phone_off",
  "not_a_phone_user",
  "wrong_phone_password",
  "phone_locked",
  "phone_signed_out",
  "dial_refused",
  "request_refused",
  "offer_closed",
  "call_ended",
  "after_call_over",
  "link_invalid",
  "memo_conflict",
  "contact_conflict",
  "memo_not_yours",
  "recording_not_ready",
  "recording_deleted",
  "settings_conflict",
  "unavailable",
  "unexpected",
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** An error a person can be told: a code to translate, `detail` as the code's own data, the cause for the log. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: string | null

  constructor(code: ErrorCode, options: { cause?: unknown; detail?: string | null } = {}) {
    super(code, { cause: options.cause })
    this.name = "AppError"
    this.code = code
    this.detail = options.detail ?? null
  }
}

/** Whether `value` is one of {@link errorCodes}. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && (errorCodes as readonly string[]).includes(value)
}

/**
 * The code behind an error of supabase-js (`{ code, message, details }`): a raised code keeps itself and its detail; a
 * refused right becomes `not_allowed` (Postgres 42501), a lost or expired session `not_signed_in` (PostgREST
 * PGRST301–303), text or values the database cannot take `invalid_input` (classes 22 and 23). What may pass by itself
 * is `unavailable`: no answer, or one of 5xx, 408 and 429. Anything else is `unexpected`: asked again, it is refused again.
 * `status` is the answer's HTTP status where it is known, 0 without an answer. An AppError is returned as it is.
 */
export function toAppError(error: unknown, status?: number): AppError {
  if (error instanceof AppError) return error
  const { code, message, details } = (error ?? {}) as { code?: unknown; message?: unknown; details?: unknown }
  const known = typeof code === "string" ? code : ""
  if (known === "P0001" && isErrorCode(message)) {
    return new AppError(message, { cause: error, detail: typeof details === "string" ? details : null })
  }
  return new AppError(codeOf(known, status), { cause: error })
}

function codeOf(code: string, status: number | undefined): ErrorCode {
  if (code === "42501") return status === 401 ? "not_signed_in" : "not_allowed"
  if (/^PGRST30[123]$/.test(code)) return "not_signed_in"
  if (/^2[23]...$/.test(code)) return "invalid_input"
  if (isPassingCode(code)) return "unavailable"
  return status !== undefined && isPassingStatus(status) ? "unavailable" : "unexpected"
}

/** Connections, conflicts between transactions, exhausted resources and an ended server; PGRST000–003 likewise. */
function isPassingCode(code: string): boolean {
  return /^(?:08|40|53|55|57|58)...$|^PGRST00[0-3]$/.test(code)
}

function isPassingStatus(status: number): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500
}

/** Whether asking again may mend it: the database was not reached, or was not able to answer just then. */
export function isPassing(code: ErrorCode): boolean {
  return code === "unavailable"
}
