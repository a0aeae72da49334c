"use client"

import { X } from "lucide-react"
import { useTranslations } from "next-intl"
import { Badge } from "@/components/ui/badge"
import { IconButton } from "@/components/ui/icon-button"
import { StatusShape } from "@/components/ui/status-shape"
import { duration } from "@/lib/i18n/format"
import { talkedFor } from "@/lib/memos/rules"
import type { CallMemo } from "@/lib/memos/schema"
import { LiveTime } from "./live-time"

type MemoHeadingProps = {
  memo: CallMemo
  isOwn: boolean
  /** How the draft stands. */
  children: React.ReactNode
  /** Puts the memo away; null while it is the one of the live call. */
  onClose: (() => void) | null
}

/** The memo's title with the state of its call. */
export function MemoHeading({ memo, isOwn, children, onClose }: MemoHeadingProps) {
  const t = useTranslations("ticket.memo")
  const reasons = useTranslations("common.reason")
  const talked = memo.endedAt ? talkedFor(memo, 0) : null
  const isDialling = memo.direction === "outbound" && memo.answeredAt === null
  return (
    <div className="flex h-10 items-center gap-2 pr-2 pl-4 whitespace-nowrap">
      <h2 className="truncate font-semibold">
        {isOwn || !memo.memberName ? t("title") : t("ofOther", { name: memo.memberName })}
      </h2>
      {memo.endedAt ? (
        <Badge tone={memo.reason ? "alert" : "neutral"}>
          <span>{memo.reason ? reasons(memo.reason) : t("ended")}</span>
          {talked !== null && <span className="tabular-nums">{duration(talked / 1000)}</span>}
        </Badge>
      ) : (
        <Badge tone="call">
          <StatusShape shape={isDialling ? "ringing" : "talking"} plain />
          <span>{t(isDialling ? "dialling" : "live")}</span> <LiveTime memo={memo} />
        </Badge>
      )}
      <span className="flex-1" />
      {children}
      {onClose && (
        <IconButton label={t("close")} size="small" onClick={onClose}>
          <X aria-hidden className="size-3.5" />
        </IconButton>
      )}
    </div>
  )
}
