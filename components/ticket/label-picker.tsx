"use client"

import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useDatabase } from "@/components/session/use-database"
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover"
import { Skeleton } from "@/components/ui/skeleton"
import { labelsQuery } from "@/lib/tickets/keys"
import type { Label, Ticket } from "@/lib/tickets/schema"
import { LabelDot } from "./label-dot"

type LabelPickerProps = {
  ticket: Ticket
  onChange: (label: Label, isOn: boolean) => void
  /** What opens it: a button with a name of its own. */
  children: React.ReactElement
}

/** The inbox's labels with a tick before those the ticket has. */
export function LabelPicker({ ticket, onChange, children }: LabelPickerProps) {
  const t = useTranslations("ticket")
  const [isOpen, setOpen] = useState(false)
  const database = useDatabase()
  const labels = useQuery({
    queryKey: labelsQuery(ticket.inbox.id),
    queryFn: async () =>
      (await import("@/lib/tickets/queries")).listLabels(await database(), ticket.inbox.id),
    enabled: isOpen,
    staleTime: 60_000,
  })
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>{children}</PopoverTrigger>
      <PopoverContent align="start" aria-label={t("labels")} className="w-56 p-1">
        {labels.isPending && <Skeleton className="m-2 h-4 w-32" />}
        {labels.data?.length === 0 && <p className="px-2 py-1.5 text-ink-2">{t("noLabels")}</p>}
        {labels.data?.map((label) => (
          <label
            key={label.id}
            className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 hover:bg-surface-3 has-focus-visible:outline-2 has-focus-visible:outline-(--focus)"
          >
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-(--accent) outline-none"
              checked={ticket.labels.some(({ id }) => id === label.id)}
              onChange={(event) => onChange(label, event.target.checked)}
            />
            <LabelDot label={label} />
          </label>
        ))}
      </PopoverContent>
    </Popover>
  )
}
