import { notFound, redirect } from "next/navigation"
import { categoryPath } from "@/lib/inboxes/rules"
import { readTicket, ticketNumberOf } from "@/lib/tickets/page/current-ticket"

export default async function Page({ params }: { params: Promise<{ number: string }> }) {
  const ticket = await readTicket(ticketNumberOf((await params).number))
  if (!ticket) notFound()
  redirect(categoryPath(ticket.inbox.id, ticket.status, ticket.number))
}
