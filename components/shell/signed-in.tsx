import { cookies } from "next/headers"
import { listInboxes } from "@/lib/inboxes/queries"
import type { Member } from "@/lib/members/schema"
import { columnsCookie, foldedCookie, themeCookie } from "@/lib/preferences/keys"
import { readColumns, readFolded, readTheme } from "@/lib/preferences/rules"
import { createServerClient } from "@/lib/supabase/server"
import { Preferences } from "./preferences"
import { Providers } from "./providers"
import { Shell } from "./shell"
import { Texts } from "./texts"

/** The frame of every signed-in page, with the member's inboxes and remembered widths already in it. */
export async function SignedIn({ member, children }: { member: Member; children: React.ReactNode }) {
  const [jar, inboxes] = await Promise.all([cookies(), listInboxes(await createServerClient())])
  return (
    <Texts namespaces={["common", "contact", "errors", "failed", "inbox", "phone", "shell", "ticket"]}>
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
