import { cn } from "@/lib/cn"

/** A key as printed on the keyboard. */
export function Kbd({ className, ...props }: React.ComponentProps<"kbd">) {
  return (
    <kbd
      data-slot="kbd"
      className={cn(
        "inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border border-line-2 bg-surface px-1 font-sans text-11 text-ink-3",
        className,
      )}
      {...props}
    />
  )
}
