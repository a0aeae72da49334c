import jwt from "jsonwebtoken"
import type { ResolvedOptions } from "../options.ts"

/** The Voice SDK's codes for a token it cannot use and for one that has expired. */
export const TOKEN_INVALID = 31204
export const TOKEN_EXPIRED = 31205

/** A token the carrier refuses, with the SDK's code. */
export class TokenError extends Error {
  override name = "TokenError"
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** What an access token grants. */
export interface Grant {
  identity: string
  mayReceive: boolean
  applicationSid: string | null
  /** Milliseconds since the epoch. */
  expiresAt: number
}

/** What an access token says it is (Twilio, "Access Tokens"); any other JWT of the key is none. */
const CONTENT_TYPE = "twilio-fpa;v=1"

/** Twilio: at most 121 letters, digits or underscores. */
const IDENTITY = /^[A-Za-z0-9_]{1,121}$/

/**
 * Reads a Voice access token: HS256, issued by the API key for the account (Twilio, "Access Tokens").
 * @throws TokenError 31205 when it has expired, 31204 for anything else wrong with it.
 */
export function readAccessToken(token: unknown, options: ResolvedOptions): Grant {
  const claims = verify(token, options)
  const grants = child(claims, "grants")
  const voice = child(grants, "voice")
  if (grants.voice === undefined || grants.voice !== voice) {
    throw new TokenError(TOKEN_INVALID, "the token has no voice grant")
  }
  const identity = grants.identity
  if (typeof identity !== "string" || !IDENTITY.test(identity)) {
    throw new TokenError(TOKEN_INVALID, "the identity must be 1 to 121 letters, digits or underscores")
  }
  const applicationSid = child(voice, "outgoing").application_sid
  return {
    identity,
    mayReceive: child(voice, "incoming").allow === true,
    applicationSid: typeof applicationSid === "string" ? applicationSid : null,
    expiresAt: Number(claims.exp) * 1000,
  }
}

type Claims = Record<string, unknown>

function verify(token: unknown, options: ResolvedOptions): Claims {
  try {
    const { header, payload: claims } = jwt.verify(String(token), options.apiKeySecret, {
      algorithms: ["HS256"],
      issuer: options.apiKeySid,
      subject: options.accountSid,
      complete: true,
    })
    if ((header as { cty?: unknown }).cty !== CONTENT_TYPE)
      throw new Error(`the token is not of ${CONTENT_TYPE}`)
    if (typeof claims === "string" || typeof claims.exp !== "number")
      throw new Error("the token has no expiry")
    return claims
  } catch (error) {
    if (error instanceof jwt.TokenExpiredError) throw new TokenError(TOKEN_EXPIRED, "the token has expired")
    throw new TokenError(TOKEN_INVALID, error instanceof Error ? error.message : "the token is invalid")
  }
}

function child(claims: Claims, name: string): Claims {
  const value = claims[name]
  return typeof value === "object" && value !== null ? (value as Claims) : {}
}
