"use client"

import { Check } from "lucide-react"
import * as Primitive from "radix-ui/dropdown-menu"
import { cn } from "@/lib/cn"
import { Contents } from "./contents"
import { Kbd } from "./kbd"
import { staysOpen } from "./key-press"

/** Not modal: what stands around an open menu stays readable, and no label is hidden from a screen reader. */
export function DropdownMenu(props: React.ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root modal={false} {...props} />
}

export const DropdownMenuTrigger = Primitive.Trigger
export const DropdownMenuRadioGroup = Primitive.RadioGroup

const item =
  "relative flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 text-ink outline-none select-none data-highlighted:bg-surface-3 data-disabled:cursor-default data-disabled:text-ink-3 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3"

export function DropdownMenuContent({
  className,
  sideOffset = 4,
  onEscapeKeyDown,
  ...props
}: React.ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        data-slot="dropdown-menu"
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-md bg-raised p-1 shadow-float focus:outline-none",
          className,
        )}
        {...props}
        onEscapeKeyDown={staysOpen(onEscapeKeyDown)}
      />
    </Primitive.Portal>
  )
}

type ItemProps = React.ComponentProps<typeof Primitive.Item> & { shortcut?: string | undefined }

export function DropdownMenuItem({ className, shortcut, children, ...props }: ItemProps) {
  return (
    <Primitive.Item data-slot="dropdown-menu-item" className={cn(item, className)} {...props}>
      <Contents>{children}</Contents>
      {shortcut && <Kbd className="ml-auto">{shortcut}</Kbd>}
    </Primitive.Item>
  )
}

/** One of several, with a tick beside the chosen one. */
export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: React.ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem
      data-slot="dropdown-menu-radio-item"
      className={cn(item, "pr-8", className)}
      {...props}
    >
      <Contents>{children}</Contents>
      <Primitive.ItemIndicator className="absolute right-2">
        <Check aria-hidden />
      </Primitive.ItemIndicator>
    </Primitive.RadioItem>
  )
}

export function DropdownMenuLabel({ className, ...props }: React.ComponentProps<typeof Primitive.Label>) {
  return (
    <Primitive.Label
      data-slot="dropdown-menu-label"
      className={cn("px-2 pt-1.5 pb-1 text-12 text-ink-3", className)}
      {...props}
    />
  )
}

export function DropdownMenuSeparator({
  className,
  ...props
}: React.ComponentProps<typeof Primitive.Separator>) {
  return <Primitive.Separator className={cn("-mx-1 my-1 h-px bg-line", className)} {...props} />
}
