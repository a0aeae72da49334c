import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { SignInPage } from "@/components/auth/sign-in-page"
import { safeNext } from "@/lib/auth/rules"
import { createServerClient } from "@/lib/supabase/server"

export async function generateMetadata() {
  return { title: (await getTranslations("auth.signIn"))("title") }
}

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const next = safeNext((await searchParams).next)
  const { data } = await (await createServerClient()).auth.getClaims()
  if (data) redirect(next)
  return <SignInPage next={next} />
}
