"use client"

import { ChevronDown } from "lucide-react"
import { useTranslations } from "next-intl"
import { Badge } from "@/components/ui/badge"
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"
import { type TicketStatus, ticketStatuses } from "@/lib/tickets/rules"
import { StatusIcon, statusTone } from "./status-icon"

type StatusMenuProps = {
  status: TicketStatus
  /** Without the right to change it the status is only shown. */
  canChange: boolean
  onChoose: (status: TicketStatus) => void
}

/** The ticket's status, and behind it the others. */
export function StatusMenu({ status, canChange, onChoose }: StatusMenuProps) {
  const t = useTranslations()
  const word = t(`common.status.${status}`)
  const badge = (
    <Badge tone={statusTone[status]}>
      <StatusIcon status={status} plain />
      <span>{word}</span>
      {canChange && <ChevronDown aria-hidden />}
    </Badge>
  )
  if (!canChange) return badge
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger
        aria-label={t("ticket.changeStatus", { status: word })}
        className="flex h-6 items-center rounded-sm hover:brightness-95"
      >
        {badge}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" aria-label={t("ticket.statusOf")}>
        <DropdownMenuRadioGroup value={status}>
          {ticketStatuses.map((other) => (
            <DropdownMenuRadioItem key={other} value={other} onSelect={() => onChoose(other)}>
              <StatusIcon status={other} />
              <span>{t(`common.status.${other}`)}</span>
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
