import { cn } from "@/lib/cn"

/** A grey block where something will stand. Shown only after 300 ms, so that quick answers never flicker. */
export function Skeleton({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="skeleton"
      aria-hidden
      className={cn("animate-[appear_1ms_300ms_both] rounded-sm bg-surface-3", className)}
      {...props}
    />
  )
}
