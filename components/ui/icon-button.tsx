"use client"

import { cn } from "@/lib/cn"
import { Tooltip } from "./tooltip"

type IconButtonProps = Omit<React.ComponentProps<"button">, "aria-label"> & {
  /** Accessible name, shown as the tooltip too. */
  label: string
  shortcut?: string | undefined
  size?: "small" | "normal" | "large"
  side?: "top" | "right" | "bottom" | "left"
}

const sizes = { small: "size-6", normal: "size-7", large: "size-10" }

/** A button that shows only an icon (its child) and says its name and key in a tooltip. */
export function IconButton({ label, shortcut, size = "normal", side, className, ...props }: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut} {...(side && { side })}>
      <button
        data-slot="icon-button"
        type="button"
        aria-label={label}
        aria-keyshortcuts={shortcut}
        className={cn(
          "inline-flex shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-surface-3 hover:text-ink disabled:cursor-default disabled:text-ink-3 disabled:hover:bg-transparent [&_svg]:size-4",
          sizes[size],
          className,
        )}
        {...props}
      />
    </Tooltip>
  )
}
