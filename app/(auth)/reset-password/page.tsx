import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { ResetPage } from "@/components/auth/reset-page"
import { createServerClient } from "@/lib/supabase/server"

export async function generateMetadata() {
  return { title: (await getTranslations("auth.reset"))("title") }
}

export default async function Page() {
  const { data } = await (await createServerClient()).auth.getClaims()
  if (!data) redirect("/forgot-password?link=invalid")
  return <ResetPage email={data.claims.email ?? ""} />
}
