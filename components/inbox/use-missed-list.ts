"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { useNamed } from "@/components/session/contact-names"
import { useDatabase } from "@/components/session/use-database"
import { useInboxList } from "@/components/session/use-inbox-list"
import { toast } from "@/components/ui/toast"
import type { MissedCategory } from "@/lib/inboxes/rules"
import type { BesideList } from "@/lib/inboxes/schema"
import { missedList } from "@/lib/missed/keys"
import { kindOf, placeOfCaller } from "@/lib/missed/rules"
import type { MissedCaller, MissedRow } from "@/lib/missed/schema"
import type { ListSpec, Reading } from "@/lib/realtime/live-list"
import { loadedLater } from "@/lib/realtime/loaded-later"
import type { TicketRow } from "@/lib/tickets/schema"
import { useCustomerName } from "./customer-name"

const schema = loadedLater(() => import("@/lib/missed/schema"))
const tickets = loadedLater(() => import("@/lib/tickets/schema"))

const contactsOf = ({ contactId, ticketContactId }: MissedRow) => [contactId, ticketContactId]

/** What a change of a caller's ticket does to their row. */
function withTicket(row: MissedRow, { id, contactId }: TicketRow): MissedRow {
  return row.ticketId === id && row.ticketContactId !== contactId
    ? { ...row, ticketContactId: contactId }
    : row
}

/** Callers still to be handled, the newest call first. */
export function missedListSpec(
  { inboxId, category }: { inboxId: string; category: MissedCategory },
  read: ListSpec<MissedRow, BesideList>["read"],
): ListSpec<MissedRow, BesideList> {
  return {
    table: "missed_callers",
    prepare: () => Promise.all([schema.load(), tickets.load()]),
    parse: (row) => schema.here().missedRow.parse(row),
    idOf: ({ id }) => id,
    placeOf: placeOfCaller,
    includes: (row) => row.inboxId === inboxId && row.kind === kindOf[category],
    patch: (row, { table, id, row: ticket }) =>
      table === "tickets" && id === row.ticketId && ticket !== null
        ? withTicket(row, tickets.here().ticketRow.parse(ticket))
        : row,
    atLeast: 25,
    read,
  }
}

/** Callers still to be handled, as far as they were read; the first page is the server's. */
export function useMissedList(
  inboxId: string,
  category: MissedCategory,
  first: Reading<MissedRow, BesideList>,
) {
  const { rows, ...list } = useInboxList({
    inboxId,
    name: missedList(inboxId, category),
    spec: (read) => missedListSpec({ inboxId, category }, read),
    read: async (client, before, limit) =>
      (await import("@/lib/missed/queries")).listMissed(client, { inboxId, category }, before, limit),
    first,
  })
  return { ...list, callers: useNamed(rows, contactsOf) }
}

/**
 * Takes one of `callers` off the list at once, with a way back; a refusal puts them back and says so. `leaving` holds the
 * messages on their way off, until the list itself is without them.
 */
export function useHandling(callers: MissedCaller[], written: () => void) {
  const t = useTranslations()
  const nameOf = useCustomerName()
  const database = useDatabase()
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set())
  const [saved, setSaved] = useState<ReadonlySet<string>>(new Set())
  const gone = [...saved].filter(
    (id) => leaving.has(id) && !callers.some(({ messageId }) => messageId === id),
  )
  if (gone.length > 0) setLeaving(new Set([...leaving].filter((id) => !gone.includes(id))))

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
      written()
      toast.success(t("inbox.missed.putBack", { name }))
    } catch {
      toast.error(t("inbox.missed.notPutBack", { name }))
    }
  }

  async function handle(caller: MissedCaller) {
    const name = nameOf(caller)
    setSaved((present) => new Set([...present].filter((id) => id !== caller.messageId)))
    setLeaving((present) => new Set([...present, caller.messageId]))
    const notice = toast.success(t("inbox.missed.handled", { name }), {
      action: {
        label: t("common.undo"),
        onClick: () => void saving.then((isSaved) => (isSaved ? putBack(caller) : undefined)),
      },
    })
    const saving = save(caller.messageId, true).then(
      () => true,
      () => false,
    )
    if (await saving) {
      written()
      return setSaved((present) => new Set([...present, caller.messageId]))
    }
    toast.dismiss(notice)
    toast.error(t("inbox.missed.notHandled", { name }))
    stay(caller.messageId)
  }

  return { leaving, handle: (caller: MissedCaller) => void handle(caller) }
}
