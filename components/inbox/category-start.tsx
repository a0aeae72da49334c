import { MousePointerClick } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { EmptyState } from "@/components/ui/empty-state"
import { isCategory, isMissedCategory } from "@/lib/inboxes/rules"

/** The page's title for a category; null for something that is none. */
export async function categoryTitle(category: string): Promise<string | null> {
  if (!isCategory(category)) return null
  return (await getTranslations("common.category"))(category)
}

/** What stands beside a list before anything was chosen from it. */
export async function CategoryStart({ category }: { category: string }) {
  if (!isCategory(category) || isMissedCategory(category)) return null
  const t = await getTranslations("inbox.selectTicket")
  return (
    <EmptyState
      icon={MousePointerClick}
      title={t("title")}
      description={t("description")}
      className="self-center"
    />
  )
}
