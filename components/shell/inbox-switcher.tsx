"use client"

import { ChevronsUpDown } from "lucide-react"
import { useParams, useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useInboxes } from "@/components/session/inboxes-provider"
import { Mark } from "@/components/session/mark"
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"
import { categoryPath, isCategory } from "@/lib/inboxes/rules"

/** The inbox one is in, and the others: switching stays in the same category. */
export function InboxSwitcher() {
  const t = useTranslations()
  const inboxes = useInboxes()
  const router = useRouter()
  const here = useParams<{ inbox?: string; category?: string }>()
  const current = inboxes.find(({ id }) => id === here.inbox)
  const category = here.category && isCategory(here.category) ? here.category : "open"
  const name = current?.name ?? t("common.productName")
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`${t("shell.switchInbox")}: ${name}`}
        className="flex h-9 min-w-0 items-center gap-2 rounded-md px-1 font-semibold hover:bg-surface-3 desk:w-[calc(var(--w-side)-16px)] desk:px-2"
      >
        <Mark />
        <span className="truncate">{name}</span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-3 max-wide:hidden" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuRadioGroup
          value={current?.id ?? ""}
          onValueChange={(id) => router.push(categoryPath(id, category))}
        >
          {inboxes.map((inbox) => (
            <DropdownMenuRadioItem key={inbox.id} value={inbox.id}>
              {inbox.name}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
