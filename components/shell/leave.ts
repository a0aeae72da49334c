import { pageIdentity } from "@/lib/auth/page-identity"
import { tellSessionChanged } from "@/lib/auth/session-news"

/** Signs out, here or in every browser, and loads the sign-in page anew, so that nothing that was read stays in this tab. */
export async function leave(where: "here" | "everywhere" = "here") {
  const answer = await fetch(
    `/auth/sign-out?${new URLSearchParams({ as: pageIdentity.ownerId() ?? "", where })}`,
    {
      method: "POST",
      redirect: "manual",
    },
  )
  // Somebody else is signed in by now: that is not this page's to end.
  if (answer.status === 409) return void pageIdentity.judge("other")
  tellSessionChanged()
  location.assign("/sign-in")
}
