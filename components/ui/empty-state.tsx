import type { LucideIcon } from "lucide-react"
import { cn } from "@/lib/cn"

type EmptyStateProps = Omit<React.ComponentProps<"div">, "title"> & {
  icon: LucideIcon
  /** What this is. */
  title: React.ReactNode
  /** `h1` when this is all the page says. */
  titleAs?: "p" | "h1"
  /** What will appear here. */
  description: React.ReactNode
  /** One button or link. */
  action?: React.ReactNode
}

/** What a person sees where nothing is yet: what this is, what will appear, one action. */
export function EmptyState({
  icon: Icon,
  title,
  titleAs: Title = "p",
  description,
  action,
  className,
  ...props
}: EmptyStateProps) {
  return (
    <div
      data-slot="empty-state"
      className={cn("mx-auto flex max-w-80 flex-col items-center gap-2 px-6 py-16 text-center", className)}
      {...props}
    >
      <Icon aria-hidden className="size-6 text-ink-3" />
      <Title className="prose-ja font-semibold">{title}</Title>
      <p className="prose-ja text-ink-2">{description}</p>
      {action && <div className="mt-2">{action}</div>}
    </div>
  )
}
