"use client"

import { ChevronDown } from "lucide-react"
import { useTranslations } from "next-intl"
import { printedKey } from "@/components/session/shortcuts"
import { useShortcut } from "@/components/session/use-shortcut"
import { StatusIcon } from "@/components/ticket/status-icon"
import { Button } from "@/components/ui/button"
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"
import { SplitButton } from "@/components/ui/split-button"
import { Tooltip } from "@/components/ui/tooltip"
import { type TicketStatus, ticketStatuses } from "@/lib/tickets/rules"

type RecordButtonProps = {
  isBusy: boolean
  /** While two versions wait for a choice nothing can be recorded. */
  isBlocked: boolean
  /** What it may be recorded with; the first is what the button itself takes. */
  statuses: readonly [TicketStatus, ...TicketStatus[]]
  onRecord: (status: TicketStatus) => void
}

/** 「記録」 (H2), and behind ▼ recording with any status (H3). */
export function RecordButton({ isBusy, isBlocked, statuses, onRecord }: RecordButtonProps) {
  const t = useTranslations()
  const isOff = isBusy || isBlocked
  const [usual] = statuses
  useShortcut("record", () => onRecord(usual), !isOff)
  return (
    <SplitButton>
      <Tooltip label={t("ticket.memo.record")} shortcut={printedKey("record")} side="top">
        <Button
          variant="primary"
          className="min-w-22 max-wide:h-10"
          aria-disabled={isOff}
          aria-keyshortcuts="E Control+Enter"
          onClick={() => !isOff && onRecord(usual)}
        >
          {t(isBusy ? "ticket.memo.recording" : "ticket.memo.record")}
        </Button>
      </Tooltip>
      <DropdownMenu modal={false}>
        <DropdownMenuTrigger asChild>
          <Button
            variant="primary"
            className="max-wide:h-10"
            // Not while it is busy: a disabled button loses the focus, and it is busy for a moment only.
            disabled={isBlocked}
            aria-label={t("ticket.memo.recordAs")}
          >
            <ChevronDown aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent side="top" align="end" aria-label={t("ticket.memo.recordAs")}>
          {ticketStatuses
            .filter((status) => statuses.includes(status))
            .map((status) => (
              <DropdownMenuItem key={status} onSelect={() => onRecord(status)}>
                <StatusIcon status={status} />
                <span>{t(`common.status.${status}`)}</span>
              </DropdownMenuItem>
            ))}
        </DropdownMenuContent>
      </DropdownMenu>
    </SplitButton>
  )
}
