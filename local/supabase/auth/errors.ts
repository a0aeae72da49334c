import { HttpError } from "../gateway/reply.ts"

/** An answer in Supabase Auth's form; `code` is one of its error codes (auth-js, error-codes.ts). */
export class AuthError extends HttpError {
  readonly code: string
  constructor(status: number, code: string, message: string, extra: Record<string, unknown> = {}) {
    super(status, { code: status, error_code: code, msg: message, ...extra })
    this.name = "AuthError"
    this.code = code
  }

  /** The form of API version 2024-01-01, which newer clients ask for. */
  newForm(): Record<string, unknown> {
    const { code: _status, error_code, msg, ...extra } = this.body as Record<string, unknown>
    return { code: error_code, message: msg, ...extra }
  }
}

export const authErrors = {
  invalidCredentials: () => new AuthError(400, "invalid_credentials", "Invalid login credentials"),
  emailNotConfirmed: () => new AuthError(400, "email_not_confirmed", "Email not confirmed"),
  userBanned: () => new AuthError(403, "user_banned", "User is banned"),
  userNotFound: () => new AuthError(404, "user_not_found", "User not found"),
  emailExists: () =>
    new AuthError(422, "email_exists", "A user with this email address has already been registered"),
  userExists: () => new AuthError(422, "user_already_exists", "User already registered"),
  samePassword: () =>
    new AuthError(422, "same_password", "New password should be different from the old password."),
  noAuthorization: () =>
    new AuthError(401, "no_authorization", "This endpoint requires a valid Bearer token"),
  badJwt: (why: string) =>
    new AuthError(403, "bad_jwt", `invalid JWT: unable to parse or verify signature, ${why}`),
  notAdmin: () => new AuthError(403, "not_admin", "User not allowed"),
  sessionNotFound: () =>
    new AuthError(403, "session_not_found", "Session from session_id claim in JWT does not exist"),
  refreshTokenNotFound: () =>
    new AuthError(400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found"),
  refreshTokenUsed: () =>
    new AuthError(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used"),
  linkExpired: () => new AuthError(403, "otp_expired", "Email link is invalid or has expired"),
  codeExpired: () => new AuthError(403, "otp_expired", "Token has expired or is invalid"),
  signupDisabled: () => new AuthError(422, "signup_disabled", "Signups not allowed for this instance"),
  validation: (message: string) => new AuthError(400, "validation_failed", message),
}
