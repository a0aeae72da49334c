import { tellSessionChanged } from "@/lib/auth/session-news"

/** Signs out and loads the sign-in page anew, so that nothing that was read stays in this tab. */
export async function leave() {
  await fetch("/auth/sign-out", { method: "POST", redirect: "manual" })
  tellSessionChanged()
  location.assign("/sign-in")
}
