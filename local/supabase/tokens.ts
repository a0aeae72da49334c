import { importJWK, type JSONWebKeySet, type JWK, type JWTPayload, jwtVerify, SignJWT } from "jose"

/** Roles a request can have in the database. */
export type ApiRole = "anon" | "authenticated" | "service_role"

/** The verified contents of a token. */
export interface Claims extends JWTPayload {
  role: ApiRole
  session_id?: string
}

/** Signs and verifies the stack's tokens (ES256). */
export interface Tokens {
  issuer: string
  /** The public key, for `/.well-known/jwks.json` and PostgREST. */
  jwks: JSONWebKeySet
  /** `claims` need `exp` (seconds since 1970). */
  sign: (claims: JWTPayload) => Promise<string>
  /** @throws jose's errors for a token that is malformed, expired, or signed by somebody else. */
  verify: (token: string) => Promise<Claims>
  /** The token an API key stands for: a role and nobody in particular. Never leaves the machine. */
  ofRole: (role: "anon" | "service_role") => Promise<string>
}

/** Seconds; a role's token is renewed when half of this is over. */
const roleTokenLife = 3600

export async function createTokens(signingKey: JWK, issuer: string): Promise<Tokens> {
  const { d: _private, ...publicJwk } = signingKey
  const privateKey = await importJWK(signingKey, "ES256")
  const publicKey = await importJWK(publicJwk, "ES256")
  const kid = String(signingKey.kid)
  const sign = (claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: "ES256", typ: "JWT", kid }).sign(privateKey)
  const kept = new Map<string, { token: string; until: number }>()
  return {
    issuer,
    jwks: { keys: [{ ...publicJwk, key_ops: ["verify"] }] },
    sign,
    verify: async (token) => {
      // The issuer is not compared: it holds the gateway's port, which may be another at the next start.
      const { payload } = await jwtVerify<Claims>(token, publicKey, {
        algorithms: ["ES256"],
        requiredClaims: ["exp"],
      })
      return payload
    },
    ofRole: async (role) => {
      const now = Math.floor(Date.now() / 1000)
      const old = kept.get(role)
      if (old !== undefined && old.until > now + roleTokenLife / 2) return old.token
      const until = now + roleTokenLife
      const token = await sign({ iss: "supabase", role, iat: now, exp: until })
      kept.set(role, { token, until })
      return token
    },
  }
}
