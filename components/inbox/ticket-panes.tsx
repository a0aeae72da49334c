"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { Segmented } from "@/components/ui/segmented"
import { cn } from "@/lib/cn"
import { ColumnHandle } from "./column-handle"

type Pane = "ticket" | "customer"

/** A ticket with its customer beside it; where it is narrow one chooses which of the two is seen. */
export function TicketPanes({ ticket, customer }: { ticket: React.ReactNode; customer: React.ReactNode }) {
  const t = useTranslations()
  const [pane, setPane] = useState<Pane>("ticket")
  return (
    <div className="flex min-w-0 grow flex-col">
      <div className="flex justify-center border-b bg-bg p-1 wide:hidden">
        <Segmented<Pane>
          label={t("inbox.pane.label")}
          value={pane}
          onValueChange={setPane}
          className="w-full max-w-80"
          options={[
            { value: "ticket", label: t("inbox.pane.ticket") },
            { value: "customer", label: t("inbox.pane.customer") },
          ]}
        />
      </div>
      <div className="flex min-h-0 grow">
        <div className={cn("flex min-w-0 grow flex-col", pane !== "ticket" && "max-wide:hidden")}>
          {ticket}
        </div>
        <ColumnHandle column="panel" label={t("shell.resizePanel")} />
        <div
          className={cn(
            "flex min-w-0 flex-col bg-surface-2 max-wide:grow wide:w-(--w-panel) wide:shrink-0",
            pane !== "customer" && "max-wide:hidden",
          )}
        >
          {customer}
        </div>
      </div>
    </div>
  )
}
