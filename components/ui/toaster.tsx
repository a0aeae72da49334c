"use client"

import { CircleAlert, CircleCheck } from "lucide-react"
import { useTranslations } from "next-intl"
import { Toaster as Sonner } from "sonner"

/** Where toasts appear: bottom centre, so that they cover neither 「記録」 nor the phone. One per page, in the shell. */
export function Toaster() {
  const t = useTranslations("common")
  return (
    <Sonner
      position="bottom-center"
      containerAriaLabel={t("notifications")}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-ok-ink" />,
        error: <CircleAlert aria-hidden className="size-4 text-alert-ink" />,
      }}
      toastOptions={{
        unstyled: true,
        duration: 6000,
        classNames: {
          toast:
            "flex min-h-10 w-full items-center gap-2 rounded-md bg-raised px-3 py-2 text-13 text-ink shadow-float",
          description: "text-12 text-ink-2",
          actionButton:
            "ml-auto shrink-0 rounded-sm px-2 h-7 font-semibold text-accent-ink hover:bg-surface-3",
          cancelButton: "shrink-0 rounded-sm px-2 h-7 text-ink-2 hover:bg-surface-3",
        },
      }}
    />
  )
}
