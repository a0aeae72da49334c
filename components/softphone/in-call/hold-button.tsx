"use client"

import { Pause, Play } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { Tooltip } from "@/components/ui/tooltip"
import { cn } from "@/lib/cn"
import type { Conversation } from "@/lib/softphone/conversation"
import { phoneApi } from "@/lib/softphone/phone-api"
import type { useCallRequest } from "./use-call-request"

type Props = {
  legId: string
  hold: Conversation["hold"]
  request: ReturnType<typeof useCallRequest>
  className?: string
}

/** Whether the customer is to hear music: what was asked for last, as far as it is not refused. */
export function isHoldWanted({ isOn, change }: Conversation["hold"]): boolean {
  return change === "holding" || (isOn && change !== "releasing")
}

/** 「保留」 and back (F1); pressed again before it is done, it is taken back. */
export function HoldButton({ legId, hold, request, className }: Props) {
  const t = useTranslations("transfer")
  const isWanted = isHoldWanted(hold)
  const word = hold.change ? t(hold.change) : isWanted ? t("release") : t("hold")
  const Icon = isWanted ? Play : Pause
  return (
    <Tooltip label={isWanted ? t("release") : t("hold")} shortcut="H" side="left">
      <Button
        aria-pressed={isWanted}
        aria-keyshortcuts="H"
        onClick={() => void request.ask(() => phoneApi.hold(legId, !isWanted))}
        className={cn(
          className,
          isWanted &&
            "border-wait-line bg-wait-soft font-semibold text-wait-ink hover:bg-wait-soft aria-pressed:border-wait-line aria-pressed:bg-wait-soft aria-pressed:text-wait-ink",
        )}
      >
        <Icon aria-hidden />
        <span className="truncate">{word}</span>
      </Button>
    </Tooltip>
  )
}
