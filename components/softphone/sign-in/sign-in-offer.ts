import { tokenClaims } from "@/lib/auth/token-claims"
import { offeredSignIn } from "@/lib/phone/keys"

/** The app sign-in a session token belongs to (`session_id` of its claims); null when it cannot be read. */
export function appSignInOf(accessToken: string): string | null {
  return tokenClaims(accessToken)?.session_id ?? null
}

/** True the first time it is asked for this app sign-in, in whichever tab; false from then on. */
export function takeSignInOffer(
  appSignIn: string,
  storage = () => localStorage as Pick<Storage, "getItem" | "setItem">,
): boolean {
  try {
    if (storage().getItem(offeredSignIn) === appSignIn) return false
    storage().setItem(offeredSignIn, appSignIn)
    return true
  } catch {
    return true // storage forbidden: better once too often than never
  }
}
