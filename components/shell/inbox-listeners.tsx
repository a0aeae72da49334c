"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState } from "react"
import type { SidebarInbox } from "@/lib/inboxes/schema"
import { coalesce } from "@/lib/realtime/coalesce"
import { inboxTopic, memberTopic } from "@/lib/realtime/topics"
import { useTopic } from "@/lib/realtime/use-topic"
import { useMember } from "./member-context"
import { useInboxes, useRereadInboxes } from "./use-inboxes"

/** Least time between two readings of the counts (ms); the first of a burst is read at once. */
const rest = 200

/** Keeps the counts right: listens to every inbox of the member, and to the member's own rights. Shows nothing. */
export function InboxListeners() {
  const inboxes = useInboxes()
  const reread = useRereadInboxes()
  const router = useRouter()
  const queries = useQueryClient()
  const member = useMember()
  const [changed] = useState(() => coalesce(reread, rest))
  useTopic(memberTopic(member.id), {
    onEvent: ({ table }) => {
      if (table !== "members") return
      // Own rights: what the server rendered and every list may have changed.
      changed()
      router.refresh()
      void queries.invalidateQueries()
    },
    onSubscribed: changed,
    onGap: changed,
  })
  return inboxes.map((inbox) => <InboxListener key={inbox.id} inbox={inbox} onChange={changed} />)
}

function InboxListener({ inbox, onChange }: { inbox: SidebarInbox; onChange: () => void }) {
  useTopic(inboxTopic(inbox), { onEvent: onChange, onSubscribed: onChange, onGap: onChange })
  return null
}
