"use client"

import { X } from "lucide-react"
import { useTranslations } from "next-intl"
import * as Primitive from "radix-ui/dialog"
import { cn } from "@/lib/cn"
import { IconButton } from "./icon-button"
import { staysOpen } from "./key-press"

export const Dialog = Primitive.Root

type DialogContentProps = React.ComponentProps<typeof Primitive.Content> & {
  /** False where nothing but what is in it leads on. */
  canClose?: boolean
}

/** The dialog's window. Needs a `DialogTitle`; a `DialogDescription` is read with it. Focus returns where it came from. */
export function DialogContent({
  className,
  children,
  canClose = true,
  onEscapeKeyDown,
  ...props
}: DialogContentProps) {
  const t = useTranslations("common")
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-40 bg-scrim" />
      <Primitive.Content
        data-slot="dialog"
        className={cn(
          "fixed top-1/2 left-1/2 z-40 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] max-w-96 -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-md bg-raised p-6 text-ink shadow-float focus:outline-none",
          className,
        )}
        {...props}
        onEscapeKeyDown={staysOpen(onEscapeKeyDown)}
      >
        {children}
        {canClose && (
          <Primitive.Close asChild>
            <IconButton label={t("close")} className="absolute top-3 right-3">
              <X aria-hidden />
            </IconButton>
          </Primitive.Close>
        )}
      </Primitive.Content>
    </Primitive.Portal>
  )
}

export function DialogTitle({ className, ...props }: React.ComponentProps<typeof Primitive.Title>) {
  return (
    <Primitive.Title
      data-slot="dialog-title"
      className={cn("pr-8 text-16 font-semibold", className)}
      {...props}
    />
  )
}

export function DialogDescription({
  className,
  ...props
}: React.ComponentProps<typeof Primitive.Description>) {
  return (
    <Primitive.Description
      data-slot="dialog-description"
      className={cn("prose-ja text-ink-2", className)}
      {...props}
    />
  )
}
