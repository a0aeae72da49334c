import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { PhoneSettingsPage } from "@/components/settings/phone-settings-page"
import { Texts } from "@/components/shell/texts"
import { currentMember } from "@/lib/members/queries"
import { getPhoneSettings } from "@/lib/phone-settings/queries"
import { createServerClient } from "@/lib/supabase/server"

export async function generateMetadata() {
  return { title: (await getTranslations("settings.phone"))("title") }
}

export default async function Page() {
  const member = await currentMember()
  // A1: for anybody else it does not exist; the database refuses them as well.
  if (member?.role !== "owner") notFound()
  const settings = await getPhoneSettings(await createServerClient())
  return (
    <Texts namespaces={["common", "errors", "phone", "settings"]}>
      <PhoneSettingsPage accountId={member.accountId} settings={settings} />
    </Texts>
  )
}
