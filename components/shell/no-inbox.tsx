import { Inbox } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { EmptyState } from "@/components/ui/empty-state"

/** For a member without any inbox: what is missing and who can change it. */
export async function NoInbox() {
  const t = await getTranslations("shell.welcome")
  return (
    <EmptyState
      icon={Inbox}
      title={t("title")}
      titleAs="h1"
      description={t("description")}
      className="self-center"
    />
  )
}
