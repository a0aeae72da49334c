import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { Texts } from "@/components/shell/texts"
import { Environment } from "@/components/softphone/preflight/environment"
import { currentMember } from "@/lib/members/queries"
import { whyNoPhone } from "@/lib/members/rules"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("environment"))("title") }
}

/** Cautions and recommended environment of the phone, with its preflight (A13); nothing of it where there is no phone (A2). */
export default async function PhoneEnvironmentPage() {
  const member = await currentMember()
  if (!member || whyNoPhone(member) !== null) notFound()
  return (
    <Texts namespaces={["common", "environment", "errors", "phone"]}>
      <Environment />
    </Texts>
  )
}
