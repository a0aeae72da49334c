"use client"

import { PhoneCall, SearchX } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useKnownNames, useNamed } from "@/components/session/contact-names"
import { useDatabase } from "@/components/session/use-database"
import { useListKeys } from "@/components/session/use-list-keys"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import type { CallPage } from "@/lib/call-log/queries"
import { type AskedCalls, type CallFilters, isFiltered, noFilters } from "@/lib/call-log/rules"
import type { CallRow } from "@/lib/call-log/schema"
import { CallListRow } from "./call-list-row"

const contactsOf = ({ contactId, ticketContactId }: CallRow) => [contactId, ticketContactId]

type CallListProps = {
  filters: CallFilters
  asked: AskedCalls | null
  first: CallPage
  onClear: (filters: CallFilters) => void
}

/** Calls as far as they were read, newest first. */
export function CallList({ filters, asked, first, onClear }: CallListProps) {
  const t = useTranslations("calls")
  const { rows, more } = useCalls(asked, first)
  const calls = useNamed(rows, contactsOf)
  const rowRef = useListKeys({ count: calls.length, selected: -1, reveal: () => undefined })
  if (calls.length === 0) {
    const filtered = isFiltered(filters)
    return (
      <EmptyState
        icon={filtered ? SearchX : PhoneCall}
        title={t(filtered ? "empty.filteredTitle" : "empty.title")}
        description={t(
          asked === null
            ? "filters.unreadable"
            : filtered
              ? "empty.filteredDescription"
              : "empty.description",
        )}
        {...(filtered && {
          action: <Button onClick={() => onClear(noFilters)}>{t("filters.clear")}</Button>,
        })}
      />
    )
  }
  return (
    <>
      <table className="w-full text-left wide:table-fixed">
        <CallListHead />
        <tbody>
          {calls.map((call, index) => (
            <CallListRow key={call.id} ref={rowRef(index)} call={call} filters={filters} />
          ))}
        </tbody>
      </table>
      <div className="flex flex-col items-center gap-1 pt-2 pb-20">
        {more.isFailed && (
          <p role="alert" className="text-alert-ink">
            {t("moreFailed")}
          </p>
        )}
        {more.isThere && (
          <Button variant="quiet" aria-disabled={more.isLoading} onClick={more.load}>
            {t(more.isLoading ? "loading" : "more")}
          </Button>
        )}
      </div>
    </>
  )
}

function useCalls(asked: AskedCalls | null, first: CallPage) {
  const database = useDatabase()
  const names = useKnownNames()
  const [{ rows, next }, setPages] = useState(first)
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle")
  useState(() => names.seed(first.contacts))

  async function load() {
    if (asked === null || next === null || state === "loading") return
    setState("loading")
    try {
      const { listCalls } = await import("@/lib/call-log/queries")
      const page = await listCalls(await database(), asked, next)
      names.learn(page.contacts)
      setPages((before) => ({ ...page, rows: [...before.rows, ...page.rows] }))
      setState("idle")
    } catch {
      setState("failed")
    }
  }
  return {
    rows,
    more: {
      isThere: next !== null,
      isLoading: state === "loading",
      isFailed: state === "failed",
      load: () => void load(),
    },
  }
}

function CallListHead() {
  const t = useTranslations("calls.column")
  const column = "px-2 font-normal max-wide:hidden"
  return (
    <thead className="text-12 text-ink-3 max-wide:sr-only">
      <tr className="h-8 border-b">
        <th scope="col" className="w-[104px] pr-2 pl-4 font-normal whitespace-nowrap">
          {t("startedAt")}
        </th>
        <th scope="col" className="px-2 font-normal">
          {t("customer")}
        </th>
        <th scope="col" className="w-[168px] px-2 font-normal">
          {t("outcome")}
        </th>
        <th scope="col" className={`${column} w-[196px]`}>
          {t("inbox")}
        </th>
        <th scope="col" className={`${column} w-[22%]`}>
          {t("members")}
        </th>
        <th scope="col" className={`${column} w-[72px] text-right`}>
          {t("waited")}
        </th>
        <th scope="col" className={`${column} w-[76px] text-right`}>
          {t("talked")}
        </th>
        <th scope="col" className={`${column} w-[92px] pr-4`}>
          {t("recording")}
        </th>
      </tr>
    </thead>
  )
}
