import { useTranslations } from "next-intl"
import { cn } from "@/lib/cn"
import type { Label } from "@/lib/tickets/schema"

/** A label: grey unless it means danger, and danger is a triangle as well as red. */
export function LabelDot({ label, className }: { label: Label; className?: string }) {
  const t = useTranslations("ticket")
  return (
    <span className={cn("inline-flex items-center gap-1.5 text-12 whitespace-nowrap text-ink-2", className)}>
      {label.isDanger ? (
        <svg viewBox="0 0 8 8" role="img" aria-label={t("danger")} className="size-2 shrink-0 text-alert">
          <path d="M4 0 8 8H0z" fill="currentColor" />
        </svg>
      ) : (
        <span aria-hidden className="size-2 shrink-0 rounded-[2px] bg-ink-3" />
      )}
      <span>{label.name}</span>
    </span>
  )
}
