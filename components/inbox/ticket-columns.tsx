"use client"

import { useParams } from "next/navigation"
import { useTranslations } from "next-intl"
import { cn } from "@/lib/cn"
import { ColumnHandle } from "./column-handle"

/** The list and, beside it, what was chosen from it; where it is narrow one covers the other. */
export function TicketColumns({ list, children }: { list: React.ReactNode; children: React.ReactNode }) {
  const t = useTranslations("shell")
  const isOpen = useParams<{ number?: string }>().number !== undefined
  return (
    <>
      <div
        className={cn(
          "flex min-w-0 flex-col bg-surface max-wide:grow wide:w-(--w-list) wide:shrink-0",
          isOpen && "max-wide:hidden",
        )}
      >
        {list}
      </div>
      <ColumnHandle column="list" label={t("resizeList")} />
      <div className={cn("flex min-w-0 grow bg-surface", !isOpen && "max-wide:hidden")}>{children}</div>
    </>
  )
}
