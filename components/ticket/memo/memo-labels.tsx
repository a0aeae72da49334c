"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "next-intl"
import { LabelDot } from "@/components/ticket/label-dot"
import { LabelPicker } from "@/components/ticket/label-picker"
import { Button } from "@/components/ui/button"
import { canEditTicket } from "@/lib/members/rules"
import type { Label, Ticket } from "@/lib/tickets/schema"

type MemoLabelsProps = { ticket: Ticket; onChange: (label: Label, isOn: boolean) => void }

/** The ticket's labels within reach of whoever writes the memo. */
export function MemoLabels({ ticket, onChange }: MemoLabelsProps) {
  const t = useTranslations("ticket")
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pt-1 pb-2">
      {ticket.labels.map((label) => (
        <LabelDot key={label.id} label={label} className="h-5 rounded-sm bg-surface-3 px-1.5" />
      ))}
      {canEditTicket(ticket.myRole) && (
        <LabelPicker ticket={ticket} onChange={onChange}>
          <Button variant="quiet" size="small">
            <Plus aria-hidden className="size-3.5" />
            <span>{t("addLabelShort")}</span>
          </Button>
        </LabelPicker>
      )}
    </div>
  )
}
