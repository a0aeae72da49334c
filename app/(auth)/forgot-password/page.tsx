import { getTranslations } from "next-intl/server"
import { ForgotPage } from "@/components/auth/forgot-page"

export async function generateMetadata() {
  return { title: (await getTranslations("auth.forgot"))("title") }
}

export default async function Page({ searchParams }: { searchParams: Promise<{ link?: string }> }) {
  return <ForgotPage linkInvalid={(await searchParams).link === "invalid"} />
}
