import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { ConfirmPage } from "@/components/auth/confirm-page"
import { mailedLink } from "@/lib/auth/schema"
import { createServerClient } from "@/lib/supabase/server"

export async function generateMetadata() {
  return { title: (await getTranslations("auth.confirm"))("title") }
}

/** Where links in mails lead. To look at it uses nothing up: mail scanners and previews look too. */
export default async function Page({ searchParams }: { searchParams: Promise<unknown> }) {
  const link = mailedLink.safeParse(await searchParams)
  if (!link.success) redirect("/forgot-password?link=invalid")
  const { data } = await (await createServerClient()).auth.getClaims()
  const present = data && { userId: data.claims.sub, email: data.claims.email ?? "" }
  return <ConfirmPage link={link.data} present={present} />
}
