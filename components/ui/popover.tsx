"use client"

import * as Primitive from "radix-ui/popover"
import { cn } from "@/lib/cn"
import { staysOpen } from "./key-press"

export const Popover = Primitive.Root
export const PopoverTrigger = Primitive.Trigger

/** A small window beside its trigger. Give it `aria-label` when it has no heading. */
export function PopoverContent({
  className,
  sideOffset = 4,
  align = "end",
  onEscapeKeyDown,
  ...props
}: React.ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        data-slot="popover"
        sideOffset={sideOffset}
        align={align}
        collisionPadding={8}
        className={cn(
          "z-50 max-h-(--radix-popover-content-available-height) w-72 overflow-y-auto rounded-md bg-raised p-3 text-ink shadow-float focus:outline-none",
          className,
        )}
        {...props}
        onEscapeKeyDown={staysOpen(onEscapeKeyDown)}
      />
    </Primitive.Portal>
  )
}
