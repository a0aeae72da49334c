/**
 * What can go wrong for a person, as codes. Each has a text in `lib/i18n/messages/<language>/errors.json`;
 * SQL functions raise the same codes as their message with errcode P0001.
 */
export const errorCodes = [
  "not_signed_in",
  "not_allowed",
  "not_found",
  "invalid_input",
  "wrong_credentials",
  "phone_off",
  "not_a_phone_user",
  "wrong_phone_password",
  "phone_locked",
  "phone_signed_out",
  "offer_closed",
  "call_ended",
  "memo_conflict",
  "contact_conflict",
  "memo_not_yours",
  "recording_not_ready",
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
 * The code behind an error of supabase-js (`{ code, message, details }`): a raised code keeps itself and its
 * detail, a refused right becomes `not_allowed` (Postgres 42501), a violated constraint or a text that cannot be stored `invalid_input`
 * (23514, 23502, 22001, 22021, 22P05), a lost or expired session `not_signed_in`
 * (PostgREST PGRST301–303), anything else `unexpected`. An AppError is returned as it is.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { code, message, details } = (error ?? {}) as { code?: unknown; message?: unknown; details?: unknown }
  if (code === "P0001" && isErrorCode(message)) {
    return new AppError(message, { cause: error, detail: typeof details === "string" ? details : null })
  }
  // A constraint speaks of the content: sending the same once more would not help.
  if (code === "23514" || code === "22001" || code === "23502" || code === "22P05" || code === "22021")
    return new AppError("invalid_input", { cause: error })
  if (code === "42501") return new AppError("not_allowed", { cause: error })
  if (typeof code === "string" && /^PGRST30[123]$/.test(code))
    return new AppError("not_signed_in", { cause: error })
  return new AppError("unexpected", { cause: error })
}
