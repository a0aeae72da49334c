"use client"

import { CircleAlert, CircleCheck } from "lucide-react"
import { useTranslations } from "next-intl"
import { useSyncExternalStore } from "react"
import { Button } from "./button"
import { board, type Notice } from "./toast"

const none: readonly Notice[] = []

/** Where notices appear: bottom centre, over neither 「記録」 nor the phone. Once a page, in the shell. */
export function Toaster() {
  const t = useTranslations("common")
  const notices = useSyncExternalStore(board.watch, board.read, () => none)
  return (
    <section
      aria-label={t("notifications")}
      data-slot="toaster"
      onPointerEnter={() => board.hold(true)}
      onPointerLeave={() => board.hold(false)}
      onFocus={() => board.hold(true)}
      onBlur={() => board.hold(false)}
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 mx-auto flex max-w-fit flex-col items-center gap-2 max-wide:bottom-18"
    >
      {/* Both exist before anything is said: a live region that arrives with its text is not read. */}
      <div role="status" className="contents">
        {notices.filter(({ kind }) => kind === "success").map(toRow)}
      </div>
      <div role="alert" className="contents">
        {notices.filter(({ kind }) => kind === "error").map(toRow)}
      </div>
    </section>
  )
}

function toRow(notice: Notice) {
  return <NoticeRow key={notice.id} notice={notice} />
}

function NoticeRow({ notice: { id, kind, message, action } }: { notice: Notice }) {
  return (
    <div
      data-slot="toast"
      className="pointer-events-auto flex min-h-10 animate-[arrive_120ms_var(--ease-out)] items-center gap-2 rounded-md bg-raised py-1 pr-1.5 pl-3 shadow-float"
    >
      {kind === "success" ? (
        <CircleCheck aria-hidden className="size-4 shrink-0 text-ok-ink" />
      ) : (
        <CircleAlert aria-hidden className="size-4 shrink-0 text-alert-ink" />
      )}
      <span className="prose-ja pr-1.5">{message}</span>
      {action && (
        <Button
          variant="quiet"
          size="small"
          className="font-semibold text-accent-ink hover:text-accent-ink"
          onClick={() => {
            board.dismiss(id)
            action.onClick()
          }}
        >
          {action.label}
        </Button>
      )}
    </div>
  )
}
