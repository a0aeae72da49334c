"use client"

import { useTranslations } from "next-intl"
import { useListKeys } from "@/components/session/use-list-keys"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import type { MissedCategory } from "@/lib/inboxes/rules"
import type { MissedCaller } from "@/lib/missed/schema"
import { categoryIcons } from "./category-icon"
import { ListFailed } from "./list-failed"
import { MissedRow } from "./missed-row"
import { PaneHeader } from "./pane-header"

type MissedListProps = {
  inboxId: string
  category: MissedCategory
  callers: MissedCaller[]
  /** Ticket number of the caller shown beside the list; NaN for none. */
  chosen: number
  isFailed: boolean
  more: { isThere: boolean; load: () => void }
  onRetry: () => void
  onHandle: (caller: MissedCaller) => void
}

/** Who called in vain: those to ring back, then those somebody is already talking to. */
export function MissedList({
  inboxId,
  category,
  callers,
  chosen,
  isFailed,
  more,
  onRetry,
  onHandle,
}: MissedListProps) {
  const t = useTranslations()
  const waiting = callers.filter(({ callingBackBy }) => callingBackBy === null)
  const inProgress = callers.filter(({ callingBackBy }) => callingBackBy !== null)
  const shown = [...waiting, ...inProgress]
  const rowRef = useListKeys({
    count: shown.length,
    selected: shown.findIndex(({ ticketNumber }) => ticketNumber === chosen),
    reveal: () => undefined,
  })
  const rows = (group: MissedCaller[]) =>
    group.map((caller) => (
      <MissedRow
        key={caller.messageId}
        ref={rowRef(shown.indexOf(caller))}
        inboxId={inboxId}
        category={category}
        caller={caller}
        isChosen={caller.ticketNumber === chosen}
        onHandle={() => onHandle(caller)}
      />
    ))
  return (
    <section aria-label={t(`common.category.${category}`)} className="flex min-h-0 grow flex-col">
      <PaneHeader
        title={t(`common.category.${category}`)}
        count={more.isThere || callers.length === 0 ? undefined : callers.length}
      />
      <div className="min-h-0 grow overflow-y-auto">
        {isFailed && <ListFailed onRetry={onRetry} />}
        {shown.length === 0 && !isFailed && (
          <EmptyState
            icon={categoryIcons[category]}
            title={t(`inbox.empty.${category}.title`)}
            description={t(`inbox.empty.${category}.description`)}
          />
        )}
        {shown.length > 0 && (
          <>
            <table className="w-full text-left wide:table-fixed">
              <MissedHead />
              <tbody>
                <GroupRow label={t("inbox.missed.waiting")} count={waiting.length} />
                {rows(waiting)}
              </tbody>
              {inProgress.length > 0 && (
                <tbody>
                  <GroupRow label={t("inbox.missed.inProgress")} count={inProgress.length} />
                  {rows(inProgress)}
                </tbody>
              )}
            </table>
            {more.isThere && (
              <Button variant="quiet" className="mx-auto my-2 flex" onClick={more.load}>
                {t("inbox.missed.more")}
              </Button>
            )}
            <p className="prose-ja p-4 text-12 text-ink-3">
              {t(category === "missed" ? "inbox.missed.note" : "inbox.missed.noteVoicemail")}
            </p>
          </>
        )}
      </div>
    </section>
  )
}

const right = "w-[76px] px-2 text-right font-normal max-wide:hidden"

function MissedHead() {
  const t = useTranslations("inbox.missed")
  return (
    <thead className="text-12 text-ink-3">
      <tr className="h-8 border-b">
        <th scope="col" className="pr-2 pl-4 font-normal">
          {t("customer")}
        </th>
        <th scope="col" className="w-[172px] px-2 font-normal max-wide:hidden">
          {t("reason")}
        </th>
        <th scope="col" className={right}>
          {t("waited")}
        </th>
        <th scope="col" className={right}>
          {t("times")}
        </th>
        <th scope="col" className="w-[92px] px-2 text-right font-normal whitespace-nowrap">
          {t("lastCall")}
        </th>
        <th scope="col" className="w-[212px] max-wide:w-32 pr-4 pl-2 text-right">
          <span className="sr-only">{t("action")}</span>
        </th>
      </tr>
    </thead>
  )
}

function GroupRow({ label, count }: { label: string; count: number }) {
  return (
    <tr className="h-9 border-b bg-surface-2">
      <th scope="rowgroup" colSpan={6} className="px-4 font-semibold">
        <span>{label}</span>
        <span className="ml-1.5 font-normal text-ink-3 tabular-nums">{count}</span>
      </th>
    </tr>
  )
}
