import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { NumbersPage } from "@/components/settings/numbers-page"
import { Texts } from "@/components/shell/texts"
import { currentMember } from "@/lib/members/queries"
import { listNumberSettings } from "@/lib/number-settings/queries"
import { createServerClient } from "@/lib/supabase/server"

export async function generateMetadata() {
  return { title: (await getTranslations("settings.numbers"))("title") }
}

export default async function Page() {
  const member = await currentMember()
  // A1: for anybody else it does not exist; the database refuses them as well.
  if (member?.role !== "owner") notFound()
  const numbers = await listNumberSettings(await createServerClient())
  return (
    <Texts namespaces={["common", "errors", "settings"]}>
      <NumbersPage numbers={numbers} />
    </Texts>
  )
}
