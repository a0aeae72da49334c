"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useMemo } from "react"
import { useInboxes } from "@/components/shell/use-inboxes"
import { coalesce } from "@/lib/realtime/coalesce"
import { inboxTopic } from "@/lib/realtime/topics"
import { useTopic } from "@/lib/realtime/use-topic"
import { inboxKey } from "./list-keys"

/** Least time between two readings of a list (ms); the first change of a burst is read at once. */
const rest = 300

/** Reads what is shown of the inbox again whenever something in it changed, was missed, or may have changed. */
export function useInboxChanges(inboxId: string) {
  const queries = useQueryClient()
  const inbox = useInboxes().find(({ id }) => id === inboxId)
  const changed = useMemo(
    () => coalesce(() => queries.invalidateQueries({ queryKey: inboxKey(inboxId) }), rest),
    [queries, inboxId],
  )
  useTopic(inbox ? inboxTopic(inbox) : null, { onEvent: changed, onSubscribed: changed, onGap: changed })
}
