import { cva, type VariantProps } from "class-variance-authority"
import { cn } from "@/lib/cn"

const badgeVariants = cva(
  "inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 text-12 leading-5 [&_svg]:size-3 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "bg-surface-3 text-ink-2",
        ok: "bg-ok-soft text-ok-ink [--shape-cut:var(--ok-soft)]",
        call: "bg-call-soft text-call-ink [--shape-cut:var(--call-soft)]",
        wait: "bg-wait-soft text-wait-ink [--shape-cut:var(--wait-soft)]",
        alert: "bg-alert-soft text-alert-ink [--shape-cut:var(--alert-soft)]",
        accent: "bg-accent-soft text-accent-ink",
        line: "border border-line-2 text-ink-2",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
)

/** A state in words, with an icon where it has one; colour is never the only sign. */
export function Badge({
  className,
  tone,
  ...props
}: React.ComponentProps<"span"> & VariantProps<typeof badgeVariants>) {
  return <span data-slot="badge" className={cn(badgeVariants({ tone }), className)} {...props} />
}
