"use client"

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useDatabase } from "@/components/shell/use-database"
import { toast } from "@/components/ui/toast"
import { asBrowserDate } from "@/lib/clock/page-clock"
import type { MissedCategory } from "@/lib/inboxes/rules"
import type { Page, PageKey } from "@/lib/inboxes/schema"
import type { MissedCaller } from "@/lib/missed/schema"
import { useCustomerName } from "./customer-name"
import { inboxKey, missedKey } from "./list-keys"
import type { FirstPage } from "./use-ticket-list"

/** Callers still to be handled, as far as they were read; the first page is the server's when it is given. */
export function useMissedList(inboxId: string, category: MissedCategory, first?: FirstPage<MissedCaller>) {
  const database = useDatabase()
  const list = useInfiniteQuery({
    queryKey: missedKey(inboxId, category),
    queryFn: async ({ pageParam: before }) => {
      const { listMissed } = await import("@/lib/missed/queries")
      return listMissed(await database(), { inboxId, category, before })
    },
    initialPageParam: null as PageKey | null,
    getNextPageParam: (page: Page<MissedCaller>) => page.next,
    ...(first && {
      initialData: { pages: [first.page], pageParams: [null] },
      initialDataUpdatedAt: asBrowserDate(first.readAt),
    }),
  })
  const callers = list.data?.pages.flatMap(({ rows }) => rows)
  return {
    /** Undefined until the first reading. */
    callers: callers && [...new Map(callers.map((caller) => [caller.messageId, caller])).values()],
    isFailed: list.isError,
    readAgain: () => void list.refetch(),
    more: { isThere: list.hasNextPage, load: () => void list.fetchNextPage() },
  }
}

/**
 * Takes a caller off the list at once, with a way back; a refusal puts them back and says so. `leaving` holds the
 * messages on their way off, so that a reading in between does not bring them back for a moment.
 */
export function useHandling(inboxId: string) {
  const t = useTranslations()
  const nameOf = useCustomerName()
  const queries = useQueryClient()
  const database = useDatabase()
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set())
  const readAgain = () => queries.invalidateQueries({ queryKey: inboxKey(inboxId) })

  const save = async (messageId: string, isHandled: boolean) => {
    const { handleMissed } = await import("@/lib/missed/mutations")
    await handleMissed(await database(), messageId, isHandled)
  }
  const stay = (messageId: string) =>
    setLeaving((present) => new Set([...present].filter((id) => id !== messageId)))

  async function putBack(caller: MissedCaller) {
    const name = nameOf(caller)
    try {
      await save(caller.messageId, false)
      toast.success(t("inbox.missed.putBack", { name }))
    } catch {
      toast.error(t("inbox.missed.notPutBack", { name }))
    }
    void readAgain()
  }

  async function handle(caller: MissedCaller) {
    const name = nameOf(caller)
    setLeaving((present) => new Set([...present, caller.messageId]))
    const notice = toast.success(t("inbox.missed.handled", { name }), {
      action: {
        label: t("common.undo"),
        onClick: () => void saved.then((isSaved) => (isSaved ? putBack(caller) : undefined)),
      },
    })
    const saved = save(caller.messageId, true).then(
      () => true,
      () => false,
    )
    if (!(await saved)) {
      toast.dismiss(notice)
      toast.error(t("inbox.missed.notHandled", { name }))
    }
    await readAgain()
    stay(caller.messageId)
  }

  return { leaving, handle: (caller: MissedCaller) => void handle(caller) }
}
