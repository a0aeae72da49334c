import { endSession } from "@/lib/auth/actions"

/** Signs out and loads the sign-in page anew, so that nothing that was read stays in this tab. */
export async function leave() {
  await endSession()
  location.assign("/sign-in")
}
