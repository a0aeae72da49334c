"use client"

import { useParams } from "next/navigation"
import { useMemo } from "react"
import { cn } from "@/lib/cn"
import type { MissedCategory } from "@/lib/inboxes/rules"
import type { BesideList } from "@/lib/inboxes/schema"
import type { MissedRow } from "@/lib/missed/schema"
import type { Reading } from "@/lib/realtime/live-list"
import { MissedProvider } from "./missed-context"
import { MissedList } from "./missed-list"
import { useHandling, useMissedList } from "./use-missed-list"

type MissedPaneProps = {
  inboxId: string
  category: MissedCategory
  first: Reading<MissedRow, BesideList>
  children: React.ReactNode
}

/** Callers to ring back as a table, and beside it the details of the one that was chosen. */
export function MissedPane({ inboxId, category, first, children }: MissedPaneProps) {
  const list = useMissedList(inboxId, category, first)
  const { leaving, handle } = useHandling(list.callers, list.written)
  const chosen = useParams<{ number?: string }>().number
  const callers = list.callers.filter(({ messageId }) => !leaving.has(messageId))
  const value = useMemo(() => ({ callers, handle }), [callers, handle])
  return (
    <MissedProvider value={value}>
      <div className={cn("flex min-w-0 grow flex-col bg-surface", chosen && "max-wide:hidden")}>
        <MissedList
          inboxId={inboxId}
          category={category}
          callers={callers}
          chosen={Number(chosen)}
          isFailed={list.isFailed}
          more={list.more}
          onRetry={list.readAgain}
          onHandle={handle}
        />
      </div>
      {chosen && (
        <div className="flex min-w-0 flex-col border-l bg-surface-2 max-wide:grow wide:w-[344px] wide:shrink-0">
          {children}
        </div>
      )}
    </MissedProvider>
  )
}
