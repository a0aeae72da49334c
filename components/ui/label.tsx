import { cn } from "@/lib/cn"

/** The name of a field. Give `htmlFor`, or let `Field` do it. */
export function Label({ className, ...props }: React.ComponentProps<"label">) {
  // biome-ignore lint/a11y/noLabelWithoutControl: the caller names the control
  return <label data-slot="label" className={cn("block text-12 text-ink-2", className)} {...props} />
}
