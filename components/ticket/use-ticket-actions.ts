"use client"

import { useTranslations } from "next-intl"
import { useDatabase } from "@/components/session/use-database"
import { toast } from "@/components/ui/toast"
import { toAppError } from "@/lib/errors"
import type { TicketStatus } from "@/lib/tickets/rules"
import type { Label, Ticket, TicketRow } from "@/lib/tickets/schema"
import { useTicketOf } from "./use-ticket"

type Mutations = typeof import("@/lib/tickets/mutations")
type Client = Parameters<Mutations["setTicketStatus"]>[0]

/** What a person may do to the ticket itself. Shown at once, taken back with a reason when it is refused. */
export function useTicketActions(ticket: Ticket) {
  const shownTicket = useTicketOf(ticket.id)
  const database = useDatabase()
  const t = useTranslations()

  async function change(
    shown: (row: TicketRow) => TicketRow,
    write: (mutations: Mutations, client: Client) => Promise<void>,
  ) {
    const takeBack = shownTicket.show(shown)
    try {
      await write(await import("@/lib/tickets/mutations"), await database())
      shownTicket.written()
      return true
    } catch (error) {
      takeBack()
      // How it stands is the database's to say: the answer alone may have been lost.
      shownTicket.read()
      toast.error(t(`errors.${toAppError(error).code}`))
      return false
    }
  }

  const setStatus = (status: TicketStatus) =>
    change(
      (present) => ({ ...present, status }),
      ({ setTicketStatus }, client) => setTicketStatus(client, ticket.id, status),
    )

  return {
    /** Sets the status and offers to take it back. */
    async chooseStatus(status: TicketStatus) {
      const before = ticket.status
      if (status === before || !(await setStatus(status))) return
      toast.success(t("ticket.statusChanged", { status: t(`common.status.${status}`) }), {
        action: { label: t("common.undo"), onClick: () => void setStatus(before) },
      })
    },
    setSubject: (subject: string) =>
      change(
        (present) => ({ ...present, subject }),
        ({ setTicketSubject }, client) => setTicketSubject(client, ticket.id, subject),
      ),
    setLabel: (label: Label, isOn: boolean) =>
      change(
        (present) => ({ ...present, labels: withLabel(present.labels, label, isOn) }),
        ({ labelTicket }, client) => labelTicket(client, ticket.id, label.id, isOn),
      ),
    /** Takes a status back that was set in recording. */
    returnTo: setStatus,
    /** Shows the status a memo was recorded with, before the ticket is read again. */
    showStatus: (status: TicketStatus) => shownTicket.show((present) => ({ ...present, status })),
  }
}

function withLabel(labels: Label[], label: Label, isOn: boolean): Label[] {
  const others = labels.filter(({ id }) => id !== label.id)
  return isOn ? [...others, label].sort((a, b) => a.name.localeCompare(b.name, "ja")) : others
}
