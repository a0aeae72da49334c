"use client"

import { ChevronDown, ChevronLeft, Plus } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { CallNumber } from "@/components/dialling/call-number"
import { Badge } from "@/components/ui/badge"
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"
import { IconButton } from "@/components/ui/icon-button"
import { canEditTicket, canSetStatus } from "@/lib/members/rules"
import { type TicketStatus, ticketStatuses } from "@/lib/tickets/rules"
import type { Ticket } from "@/lib/tickets/schema"
import { LabelDot } from "./label-dot"
import { LabelPicker } from "./label-picker"
import { StatusIcon, statusTone } from "./status-icon"
import { SubjectField } from "./subject-field"
import { useTicketActions } from "./use-ticket-actions"

type TicketHeaderProps = {
  ticket: Ticket
  /** The list the ticket was opened from, for narrow screens. */
  backHref?: string | undefined
}

/** What a ticket is about and how it stands. */
export function TicketHeader({ ticket, backHref }: TicketHeaderProps) {
  const t = useTranslations("ticket")
  const actions = useTicketActions(ticket)
  const canEdit = canEditTicket(ticket.myRole)
  return (
    <header className="shrink-0 border-b py-2 pr-2 pl-2 wide:pl-4">
      <div className="flex min-h-7 items-center gap-2">
        {backHref && (
          <Link
            href={backHref}
            aria-label={t("backToList")}
            className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-surface-3 wide:hidden"
          >
            <ChevronLeft aria-hidden className="size-5" />
          </Link>
        )}
        <SubjectField subject={ticket.subject} canEdit={canEdit} onSave={actions.setSubject} />
      </div>
      <div className="mt-0.5 flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1 max-wide:pl-9">
        <Link
          href={`/tickets/${ticket.number}`}
          prefetch={false}
          aria-label={t("numberLink", { number: ticket.number })}
          className="font-semibold text-accent-ink tabular-nums hover:underline"
        >
          {`#${ticket.number}`}
        </Link>
        <StatusMenu
          status={ticket.status}
          canChange={canSetStatus(ticket.myRole)}
          onChoose={(status) => void actions.chooseStatus(status)}
        />
        {ticket.customerNumber && (
          <CallNumber number={ticket.customerNumber} ticketId={ticket.id} inboxId={ticket.inboxId} />
        )}
        {ticket.assignee && <Badge tone="line">{t("assignee", { name: ticket.assignee.name })}</Badge>}
        {ticket.labels.map((label) => (
          <LabelDot key={label.id} label={label} />
        ))}
        {canEdit && (
          <LabelPicker ticket={ticket} onChange={(label, isOn) => void actions.setLabel(label, isOn)}>
            <IconButton label={t("addLabel")} size="small">
              <Plus aria-hidden className="size-3.5" />
            </IconButton>
          </LabelPicker>
        )}
      </div>
    </header>
  )
}

type StatusMenuProps = {
  status: TicketStatus
  /** Without the right to change it the status is only shown. */
  canChange: boolean
  onChoose: (status: TicketStatus) => void
}

/** The ticket's status, and behind it the others. */
function StatusMenu({ status, canChange, onChoose }: StatusMenuProps) {
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
