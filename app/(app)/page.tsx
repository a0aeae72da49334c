import { redirect } from "next/navigation"
import { NoInbox } from "@/components/shell/no-inbox"
import { currentMember } from "@/lib/auth/current-member"
import { categoryPath } from "@/lib/inboxes/rules"

export default async function Page() {
  const first = (await currentMember())?.inboxes[0]
  if (first) redirect(categoryPath(first.id, "open"))
  return <NoInbox />
}
