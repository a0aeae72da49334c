"use client"

import { Pencil, UserPlus } from "lucide-react"
import { useTranslations } from "next-intl"
import { useRef, useState } from "react"
import { flushSync } from "react-dom"
import { CallNumber } from "@/components/dialling/call-number"
import type { DialStart } from "@/components/dialling/dial-context"
import { type ReadTicket, useTicket } from "@/components/ticket/use-ticket"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { deferred, useDeferred } from "@/components/ui/use-deferred"
import { canEditContacts } from "@/lib/members/rules"
import type { Reading } from "@/lib/realtime/live-list"
import type { Ticket, TicketRow } from "@/lib/tickets/schema"
import { ContactCard } from "./contact-card"
import { CustomersTickets, OtherTickets } from "./other-tickets"

const form = deferred(() => import("./contact-form").then((module) => module.ContactForm))

/** 「関連するお客様情報」: who the customer is, and their other tickets. Follows the ticket that `TicketView` keeps fresh. */
export function CustomerPanel({ ticket: firstTicket, related }: CustomerPanelProps) {
  const ticket = useTicket(firstTicket)
  return <Panel key={ticket.id} ticket={ticket} related={related} />
}

type CustomerPanelProps = {
  /** As the server read it. */
  ticket: ReadTicket
  /** The customer's tickets, this one among them, as the server read them; null of a customer without a number. */
  related: Reading<TicketRow> | null
}

function Panel({ ticket, related }: { ticket: Ticket; related: Reading<TicketRow> | null }) {
  const t = useTranslations("contact")
  const [isEditing, setEditing] = useState(false)
  const ContactForm = useDeferred(form, isEditing, done)
  const opener = useRef<HTMLButtonElement>(null)
  const { contact, customerNumber } = ticket
  const from = { ticketId: ticket.id, inboxId: ticket.inboxId }
  const canEdit =
    canEditContacts(ticket.myBookRole) && ticket.inbox.addressBookId !== null && (contact || customerNumber)
  function done() {
    flushSync(() => setEditing(false))
    opener.current?.focus()
  }
  const Icon = contact ? Pencil : UserPlus
  return (
    <section aria-label={t("title")} className="flex h-full min-h-0 min-w-0 flex-col bg-surface-2">
      <div className="flex h-11 shrink-0 items-center gap-2 pr-2 pl-4">
        <h2 className="flex-1 truncate text-14 leading-5 font-semibold">{t("title")}</h2>
        {canEdit && !isEditing && (
          <IconButton ref={opener} label={t(contact ? "edit" : "add")} onClick={() => setEditing(true)}>
            <Icon aria-hidden className="size-3.5" />
          </IconButton>
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
        {ContactForm ? (
          <ContactForm ticket={ticket} onDone={done} />
        ) : (
          <>
            {contact ? (
              <ContactCard contact={contact} from={from} />
            ) : (
              <UnknownCustomer
                number={customerNumber}
                from={from}
                onAdd={canEdit ? () => setEditing(true) : null}
              />
            )}
            {related && customerNumber ? (
              <CustomersTickets ticket={ticket} number={customerNumber} first={related} />
            ) : (
              <OtherTickets tickets={[]} />
            )}
          </>
        )}
      </div>
    </section>
  )
}

type UnknownCustomerProps = {
  /** Null when it could not be read. */
  number: string | null
  /** Where calling it would start. */
  from: DialStart
  /** Begins a contact for the number; null where the person may not. */
  onAdd: (() => void) | null
}

/** A caller nobody has written down yet, and what writing them down is good for. */
function UnknownCustomer({ number, from, onAdd }: UnknownCustomerProps) {
  const t = useTranslations("contact")
  return (
    <div className="flex flex-col items-start gap-1 pt-1 pb-3">
      <p className="text-16 font-semibold">
        {number ? <CallNumber {...from} number={number} /> : t("unreadable")}
      </p>
      {number && <p className="prose-ja text-ink-2">{t("unknown")}</p>}
      <p className="prose-ja text-12 text-ink-3">{t(number ? "unknownHint" : "unreadableHint")}</p>
      {number && onAdd && (
        <Button className="mt-2" onClick={onAdd}>
          <UserPlus aria-hidden />
          <span>{t("add")}</span>
        </Button>
      )}
    </div>
  )
}
