import { jwtVerify, SignJWT } from "jose"
import { z } from "zod"
import { storageErrors } from "./errors.ts"

const payloadSchema = z.object({
  purpose: z.enum(["download", "upload"]),
  /** Bucket and name, joined by a slash. */
  url: z.string(),
  /** Whose upload it is: `sub` of who asked. */
  owner: z.string().optional(),
  upsert: z.boolean().optional(),
})

export type UrlGrant = z.infer<typeof payloadSchema>

/** Tokens inside URLs. Each is good for one object and one purpose, until it expires. */
export interface UrlTokens {
  sign: (grant: UrlGrant, seconds: number) => Promise<string>
  /** @throws StorageError `InvalidJWT` when it is forged, expired, for another object or for another purpose. */
  check: (token: string, purpose: UrlGrant["purpose"], url: string) => Promise<UrlGrant>
}

/** `key` is base64url; nothing else is signed with it, so that no other token passes here and none of these elsewhere. */
export function createUrlTokens(key: string): UrlTokens {
  const secret = Buffer.from(key, "base64url")
  return {
    sign: (grant, seconds) =>
      new SignJWT({ ...grant })
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .sign(secret),
    check: async (token, purpose, url) => {
      let grant: UrlGrant
      try {
        const { payload } = await jwtVerify(token, secret, { algorithms: ["HS256"], requiredClaims: ["exp"] })
        grant = payloadSchema.parse(payload)
      } catch (error) {
        throw storageErrors.invalidToken(
          error instanceof z.ZodError ? "invalid token" : (error as Error).message,
        )
      }
      if (grant.purpose !== purpose || grant.url !== url)
        throw storageErrors.invalidToken("signature does not fit this URL")
      return grant
    },
  }
}
