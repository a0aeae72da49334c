/**
 * The claims of an access token that say whose it is and of which sign-in; null when it cannot be read. The token is
 * not verified: nothing but what a page shows or asks depends on this.
 */
export function tokenClaims(accessToken: string): { sub?: string; session_id?: string } | null {
  try {
    const part = accessToken.split(".")[1] ?? ""
    const claims: unknown = JSON.parse(atob(part.replaceAll("-", "+").replaceAll("_", "/")))
    if (typeof claims !== "object" || claims === null) return null
    const { sub, session_id } = claims as Record<string, unknown>
    return {
      ...(typeof sub === "string" ? { sub } : {}),
      ...(typeof session_id === "string" ? { session_id } : {}),
    }
  } catch {
    return null
  }
}
