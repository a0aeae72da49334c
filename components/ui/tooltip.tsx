"use client"

import * as Primitive from "radix-ui/tooltip"
import { cn } from "@/lib/cn"
import { Kbd } from "./kbd"
import { staysOpen } from "./key-press"

export const TooltipProvider = Primitive.Provider

type TooltipProps = {
  /** What the thing is called. */
  label: React.ReactNode
  /** The key that does the same, when there is one. */
  shortcut?: string | undefined
  side?: "top" | "right" | "bottom" | "left"
  /** The one element described; it must take a ref and props. */
  children: React.ReactElement
}

/** Name and key of a control, on hover and on focus. Says nothing that is not also in the control's accessible name. */
export function Tooltip({ label, shortcut, side = "bottom", children }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          data-slot="tooltip"
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onEscapeKeyDown={staysOpen()}
          className={cn(
            "z-50 flex max-w-72 items-center gap-2 rounded-md bg-raised px-2 py-1 text-12 text-ink shadow-float",
          )}
        >
          <span>{label}</span>
          {shortcut && <Kbd>{shortcut}</Kbd>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
