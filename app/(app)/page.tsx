import { redirect } from "next/navigation"
import { NoInbox } from "@/components/shell/no-inbox"
import { categoryPath } from "@/lib/inboxes/rules"
import { currentMember } from "@/lib/members/queries"

export default async function Page() {
  const first = (await currentMember())?.inboxes[0]
  if (first) redirect(categoryPath(first.id, "open"))
  return <NoInbox />
}
