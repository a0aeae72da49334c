"use client"

import { Search } from "lucide-react"
import { useTranslations } from "next-intl"
import { printedKey } from "@/components/session/shortcuts"
import { Kbd } from "@/components/ui/kbd"
import { useIsApple } from "./use-is-apple"

/** Opens the palette: a field's look where there is room, an icon where there is not. */
export function SearchButton({ onSearch }: { onSearch: () => void }) {
  const t = useTranslations("shell.search")
  const key = printedKey("search", useIsApple())
  return (
    <button
      type="button"
      onClick={onSearch}
      aria-label={t("open")}
      aria-keyshortcuts="Meta+K Control+K"
      className="flex h-8 min-w-0 items-center gap-2 rounded-md text-ink-3 max-wide:ml-auto max-wide:size-9 max-wide:shrink-0 max-wide:justify-center max-wide:text-ink-2 max-wide:hover:bg-surface-3 wide:w-[400px] wide:border wide:border-line-2 wide:bg-surface wide:pr-2 wide:pl-2.5"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="truncate max-wide:hidden">{t("placeholder")}</span>
      <Kbd className="ml-auto max-wide:hidden">{key}</Kbd>
    </button>
  )
}
