import { cn } from "@/lib/cn"

/** A line between things that belong apart. Decorative. */
export function Separator({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div data-slot="separator" aria-hidden className={cn("h-px shrink-0 bg-line", className)} {...props} />
  )
}
