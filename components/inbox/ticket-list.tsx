"use client"

import { useVirtualizer } from "@tanstack/react-virtual"
import { useParams } from "next/navigation"
import { useTranslations } from "next-intl"
import { useEffect, useMemo, useRef, useState } from "react"
import { useInboxes } from "@/components/session/inboxes-provider"
import { useListKeys } from "@/components/session/use-list-keys"
import { EmptyState } from "@/components/ui/empty-state"
import { categoryOf, categoryPath } from "@/lib/inboxes/rules"
import type { BesideList } from "@/lib/inboxes/schema"
import type { Reading } from "@/lib/realtime/live-list"
import type { TicketStatus } from "@/lib/tickets/rules"
import type { TicketRow as Row } from "@/lib/tickets/schema"
import { categoryIcons } from "./category-icon"
import { ListFailed } from "./list-failed"
import { PaneHeader } from "./pane-header"
import { TicketRow } from "./ticket-row"
import { keptPlace, useKeptPlace } from "./use-kept-place"
import { useTicketList } from "./use-ticket-list"

const rowHeight = 76

/** Pixels the server renders rows for: more than a usual window holds. */
const firstScreen = 14 * rowHeight

/** Rows rendered beyond each edge, so that a quick scroll meets no gap. */
const beyond = 6

/** So many rows before the end the next page is read. */
const ahead = 15

type TicketListProps = { inboxId: string; status: TicketStatus; first: Reading<Row, BesideList> }

/** The tickets of a category: only what is in sight is rendered, more is read while one scrolls, changes come live. */
export function TicketList({ inboxId, status, first }: TicketListProps) {
  const t = useTranslations()
  const category = categoryOf(status)
  const { tickets, isFailed, readAgain, more } = useTicketList(inboxId, status, first)
  const counts = useInboxes().find(({ id }) => id === inboxId)?.counts
  const open = Number(useParams<{ number?: string }>().number)
  const path = categoryPath(inboxId, category)

  const scroller = useRef<HTMLDivElement>(null)
  const [startAt] = useState(() => keptPlace(path))
  const ids = useMemo(() => tickets.map(({ id }) => id), [tickets])
  const list = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: beyond,
    initialOffset: startAt,
    initialRect: { width: 0, height: firstScreen },
  })
  const rows = list.getVirtualItems()
  useKeptPlace(scroller, { list: path, ids, rowHeight })
  const rowRef = useListKeys({
    count: tickets.length,
    selected: tickets.findIndex(({ number }) => number === open),
    reveal: (index) => list.scrollToIndex(index),
  })
  useEffect(() => {
    const shown = (rows.at(-1)?.index ?? -1) + 1
    if (more.isThere && shown >= tickets.length - ahead) more.load()
  })

  return (
    <section
      aria-label={t("inbox.listOf", { category: t(`common.category.${category}`) })}
      className="flex min-h-0 grow flex-col"
    >
      <PaneHeader
        title={t(`common.category.${category}`)}
        count={category === "open" || category === "on_hold" ? counts?.[category] : undefined}
      />
      <div ref={scroller} className="min-h-0 grow overflow-y-auto [overflow-anchor:none]">
        {isFailed && <ListFailed onRetry={readAgain} />}
        {tickets.length === 0 && !isFailed && (
          <EmptyState
            icon={categoryIcons[category]}
            title={t(`inbox.empty.${category}.title`)}
            description={t(`inbox.empty.${category}.description`)}
          />
        )}
        <ul style={{ height: list.getTotalSize() }} className="relative">
          {rows.map(({ index, size, start }) => {
            const ticket = tickets[index]
            if (!ticket) return null
            return (
              <li
                key={ticket.id}
                aria-setsize={more.isThere ? -1 : tickets.length}
                aria-posinset={index + 1}
                style={{ height: size, transform: `translateY(${start}px)` }}
                className="absolute inset-x-0 top-0"
              >
                <TicketRow
                  ref={rowRef(index)}
                  href={categoryPath(inboxId, category, ticket.number)}
                  ticket={ticket}
                  isOpen={ticket.number === open}
                />
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}
