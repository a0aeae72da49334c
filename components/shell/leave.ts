import { pageIdentity } from "@/lib/auth/page-identity"
import { tellSessionChanged } from "@/lib/auth/session-news"

/** Signs out and loads the sign-in page anew, so that nothing that was read stays in this tab. */
export async function leave() {
  const answer = await fetch(`/auth/sign-out?as=${pageIdentity.ownerId() ?? ""}`, {
    method: "POST",
    redirect: "manual",
  })
  // Somebody else is signed in by now: that is not this page's to end.
  if (answer.status === 409) return void pageIdentity.judge("other")
  tellSessionChanged()
  location.assign("/sign-in")
}
