"use client"

import { ChevronDown, ChevronRight } from "lucide-react"
import Link from "next/link"
import { useParams } from "next/navigation"
import { useTranslations } from "next-intl"
import { useId } from "react"
import { CategoryIcon } from "@/components/inbox/category-icon"
import { cn } from "@/lib/cn"
import { type Category, categories, categoryPath } from "@/lib/inboxes/rules"
import type { SidebarInbox } from "@/lib/inboxes/schema"
import { useFolded } from "./use-folded"

type SidebarGroupProps = { inbox: SidebarInbox; onNavigate?: (() => void) | undefined }

/** One inbox: its name folds and unfolds its categories; folded it shows how many tickets are open. */
export function SidebarGroup({ inbox, onNavigate }: SidebarGroupProps) {
  const t = useTranslations("shell")
  const here = useParams<{ inbox?: string; category?: string }>()
  const [isFolded, fold] = useFolded(inbox.id)
  const listId = useId()
  const Chevron = isFolded ? ChevronRight : ChevronDown
  return (
    <div>
      <button
        type="button"
        aria-expanded={!isFolded}
        aria-controls={listId}
        onClick={() => fold(!isFolded)}
        className={cn(
          "flex h-7 w-full items-center gap-1.5 rounded-md px-2 text-12 hover:bg-surface-3",
          isFolded ? "text-ink-2" : "font-semibold text-ink",
        )}
      >
        <Chevron aria-hidden className="size-3 text-ink-3" />
        <span className="truncate">{inbox.name}</span>
        {isFolded && inbox.counts.open > 0 && (
          <span className="ml-auto font-normal text-ink-3 tabular-nums">
            <span>{inbox.counts.open}</span>
            <span className="sr-only">{t("openCount")}</span>
          </span>
        )}
      </button>
      <ul id={listId} aria-label={inbox.name} hidden={isFolded}>
        {categories.map((category) => (
          <li key={category}>
            <CategoryLink
              inbox={inbox}
              category={category}
              isHere={here.inbox === inbox.id && here.category === category}
              onNavigate={onNavigate}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

type CategoryLinkProps = SidebarGroupProps & { category: Category; isHere: boolean }

function CategoryLink({ inbox, category, isHere, onNavigate }: CategoryLinkProps) {
  const t = useTranslations()
  const count = countOf(inbox, category)
  return (
    <Link
      href={categoryPath(inbox.id, category)}
      aria-current={isHere ? "page" : undefined}
      {...(onNavigate && { onClick: onNavigate })}
      className={cn(
        "flex h-7 items-center gap-2 rounded-md px-2 text-ink-2 hover:bg-surface-3",
        isHere && "bg-accent-soft font-semibold text-accent-ink hover:bg-accent-soft",
      )}
    >
      <CategoryIcon category={category} className={cn("size-4 shrink-0", !isHere && "text-ink-3")} />
      <span className="truncate">{t(`common.category.${category}`)}</span>
      {count > 0 && (
        <span
          data-slot="count"
          className={cn(
            "ml-auto text-12 text-ink-3 tabular-nums",
            isHere && "text-accent-ink",
            category === "missed" &&
              !isHere &&
              "-mr-[5px] rounded-sm bg-alert-soft px-[5px] font-semibold text-alert-ink",
          )}
        >
          <span>{count}</span>
          <span className="sr-only">{t("shell.countUnit")}</span>
        </span>
      )}
    </Link>
  )
}

/** What is still to do there; finished tickets are not counted. */
function countOf({ counts }: SidebarInbox, category: Category): number {
  return category === "done" || category === "no_action" ? 0 : counts[category]
}
