import { notFound, redirect } from "next/navigation"
import { categoryPath } from "@/lib/inboxes/rules"
import { readTicket, ticketNumberOf } from "@/lib/tickets/page/current-ticket"
import { toTicket } from "@/lib/tickets/schema"

export default async function Page({ params }: { params: Promise<{ number: string }> }) {
  const read = await readTicket(ticketNumberOf((await params).number))
  if (!read) notFound()
  const ticket = toTicket(read)
  redirect(categoryPath(ticket.inbox.id, ticket.status, ticket.number))
}
