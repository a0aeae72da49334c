import { notFound, redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { CustomerPanel } from "@/components/contacts/customer-panel"
import { TicketView } from "@/components/ticket/ticket-view"
import { categoryPath, isCategory, isMissedCategory } from "@/lib/inboxes/rules"
import { currentMember } from "@/lib/members/queries"
import { createServerClient } from "@/lib/supabase/server"
import { readTicket, ticketNumberOf } from "@/lib/tickets/page/current-ticket"
import { listCustomerTickets, listTimeline } from "@/lib/tickets/queries"
import { toTicket } from "@/lib/tickets/schema"
import { MissedDetails } from "./missed-parts"
import { TicketPanes } from "./ticket-panes"

type ChosenPaneProps = { inboxId: string; category: string; number: string }

/** The page's title for a ticket: its number and what it is about. */
export async function chosenTitle(number: string): Promise<string | null> {
  const read = await readTicket(ticketNumberOf(number))
  if (!read) return null
  const ticket = toTicket(read)
  return `#${ticket.number} ${ticket.subject || (await getTranslations("inbox"))("noSubject")}`
}

/** What was chosen from a list: a ticket with its customer, or a caller to ring back. */
export async function ChosenPane({ inboxId, category, number }: ChosenPaneProps) {
  const [member, read] = await Promise.all([currentMember(), readTicket(ticketNumberOf(number))])
  if (!member || !read || !isCategory(category)) notFound()
  const ticket = toTicket(read)
  if (ticket.inbox.id !== inboxId) redirect(`/tickets/${ticket.number}`)
  if (isMissedCategory(category)) {
    return <MissedDetails inboxId={inboxId} category={category} ticketNumber={ticket.number} />
  }
  const client = await createServerClient()
  const { id, customerNumber } = ticket
  const [timeline, related] = await Promise.all([
    listTimeline(client, id),
    customerNumber ? listCustomerTickets(client, inboxId, customerNumber) : null,
  ])
  return (
    <TicketPanes
      ticket={
        <TicketView
          ticket={read}
          timeline={timeline}
          member={{ id: member.id, accountId: member.accountId }}
          backHref={categoryPath(inboxId, category)}
        />
      }
      customer={<CustomerPanel ticket={read} related={related} />}
    />
  )
}
