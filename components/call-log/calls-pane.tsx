import { getNow } from "next-intl/server"
import { type CallPage, listCalls, listPhoneUsers } from "@/lib/call-log/queries"
import { askedOf, readFilters } from "@/lib/call-log/rules"
import { wallAt } from "@/lib/i18n/format"
import { currentMember } from "@/lib/members/queries"
import { createServerClient } from "@/lib/supabase/server"
import { CallsView } from "./calls-view"

const nothing: CallPage = { rows: [], contacts: [], next: null }

/** The call log as the address asks for it, with its first page already read. */
export async function CallsPane({ given }: { given: Record<string, string | string[] | undefined> }) {
  const [member, now, client] = await Promise.all([currentMember(), getNow(), createServerClient()])
  const { year, month, day } = wallAt(now.getTime(), member?.account.timeZone ?? "Asia/Tokyo")
  const today = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
  const filters = readFilters(given)
  const asked = askedOf(filters, today)
  const [first, members] = await Promise.all([
    asked === null ? nothing : listCalls(client, asked),
    listPhoneUsers(client),
  ])
  return (
    <CallsView
      filters={filters}
      asked={asked}
      today={today}
      first={first}
      readAt={now.getTime()}
      members={members}
    />
  )
}
