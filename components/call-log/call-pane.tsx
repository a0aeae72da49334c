import { notFound } from "next/navigation"
import { getNow } from "next-intl/server"
import { z } from "zod"
import { getCall } from "@/lib/call-log/queries"
import { readFilters } from "@/lib/call-log/rules"
import { createServerClient } from "@/lib/supabase/server"
import { CallView } from "./call-view"

type CallPaneProps = { callId: string; given: Record<string, string | string[] | undefined> }

/** A call with its story; not found for what is not the member's to see. `given` is the list one came from. */
export async function CallPane({ callId, given }: CallPaneProps) {
  const id = z.uuid().safeParse(callId)
  if (!id.success) notFound()
  const [now, client] = await Promise.all([getNow(), createServerClient()])
  const story = await getCall(client, id.data)
  if (story === null) notFound()
  return (
    <CallView key={story.facts.length} story={story} filters={readFilters(given)} readAt={now.getTime()} />
  )
}
