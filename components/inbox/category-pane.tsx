import { notFound } from "next/navigation"
import { listTickets } from "@/lib/inboxes/queries"
import { isCategory, isMissedCategory } from "@/lib/inboxes/rules"
import { currentMember } from "@/lib/members/queries"
import { listMissed } from "@/lib/missed/queries"
import { createServerClient } from "@/lib/supabase/server"
import { MissedPane } from "./missed-parts"
import { TicketColumns } from "./ticket-columns"
import { TicketList } from "./ticket-list"

type CategoryPaneProps = { inboxId: string; category: string; children: React.ReactNode }

/** A category of an inbox with its first page already read; not found for what is not one of the member's. */
export async function CategoryPane({ inboxId, category, children }: CategoryPaneProps) {
  const member = await currentMember()
  if (!isCategory(category) || !member?.inboxes.some(({ id }) => id === inboxId)) notFound()
  const client = await createServerClient()
  if (isMissedCategory(category)) {
    const first = await listMissed(client, { inboxId, category })
    return (
      <MissedPane inboxId={inboxId} category={category} first={first}>
        {children}
      </MissedPane>
    )
  }
  const first = await listTickets(client, { inboxId, status: category })
  return (
    <TicketColumns list={<TicketList inboxId={inboxId} status={category} first={first} />}>
      {children}
    </TicketColumns>
  )
}
