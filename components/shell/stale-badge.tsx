"use client"

import { RefreshCw } from "lucide-react"
import { useTranslations } from "next-intl"
import { Badge } from "@/components/ui/badge"
import { Tooltip } from "@/components/ui/tooltip"
import { useRealtimeHealth } from "@/lib/realtime/use-realtime-health"

/** Says when what is on the screen may be old (K7); nothing while it is live. */
export function StaleBadge() {
  const t = useTranslations("shell")
  const isStale = useRealtimeHealth() === "stale"
  return (
    <div role="status">
      {isStale && (
        <Tooltip label={t("staleHint")}>
          <Badge tone="wait" tabIndex={0} className="h-7">
            <RefreshCw aria-hidden />
            <span>{t("stale")}</span>
          </Badge>
        </Tooltip>
      )}
    </div>
  )
}
