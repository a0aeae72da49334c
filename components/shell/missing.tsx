import { SearchX } from "lucide-react"
import Link from "next/link"
import { getTranslations } from "next-intl/server"
import { buttonVariants } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"

/** What does not exist, or not for this person: both look the same. */
export async function Missing() {
  const t = await getTranslations("shell.notFound")
  return (
    <EmptyState
      icon={SearchX}
      title={t("title")}
      titleAs="h1"
      description={t("description")}
      className="self-center"
      action={
        <Link href="/" className={buttonVariants()}>
          {t("action")}
        </Link>
      }
    />
  )
}
