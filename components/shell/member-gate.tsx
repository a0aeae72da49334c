import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { NoMember } from "@/components/auth/no-member"
import { listInboxes } from "@/lib/inboxes/queries"
import { currentMember } from "@/lib/members/queries"
import type { Member } from "@/lib/members/schema"
import { columnsCookie, foldedCookie, themeCookie } from "@/lib/preferences/keys"
import { readColumns, readFolded, readTheme } from "@/lib/preferences/rules"
import { createServerClient } from "@/lib/supabase/server"
import { Preferences } from "./preferences"
import { Providers } from "./providers"
import { Shell } from "./shell"
import { Texts } from "./texts"

/** Lets members in; sends others to the sign-in page, and tells somebody without an account whom to ask. */
export async function MemberGate({ children }: { children: React.ReactNode }) {
  const member = await currentMember()
  if (member) return <SignedIn member={member}>{children}</SignedIn>
  const { data } = await (await createServerClient()).auth.getClaims()
  if (!data) redirect("/sign-in")
  return (
    <Texts namespaces={["auth", "common"]}>
      <NoMember email={data.claims.email ?? ""} />
    </Texts>
  )
}

/** The frame of every signed-in page, with the member's inboxes and remembered widths already in it. */
async function SignedIn({ member, children }: { member: Member; children: React.ReactNode }) {
  const [jar, inboxes] = await Promise.all([cookies(), listInboxes(await createServerClient())])
  return (
    <Texts
      namespaces={[
        "common",
        "contact",
        "dial",
        "errors",
        "failed",
        "inbox",
        "phone",
        "shell",
        "ticket",
        "transfer",
      ]}
    >
      <Preferences
        theme={readTheme(jar.get(themeCookie)?.value)}
        folded={readFolded(jar.get(foldedCookie)?.value)}
      >
        <Providers member={member} inboxes={inboxes}>
          <Shell columns={readColumns(jar.get(columnsCookie)?.value)}>{children}</Shell>
        </Providers>
      </Preferences>
    </Texts>
  )
}
