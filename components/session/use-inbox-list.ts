"use client"

import { useState } from "react"
import type { BesideList } from "@/lib/inboxes/schema"
import type { ListSpec, Place, Reading } from "@/lib/realtime/live-list"
import { useLiveStore } from "@/lib/realtime/realtime-provider"
import { useLiveList } from "@/lib/realtime/use-live-list"
import type { DatabaseClient } from "@/lib/supabase/client"
import { useKnownNames } from "./contact-names"
import { useInboxTopic } from "./inboxes-provider"
import { useDatabase } from "./use-database"

type InboxList<Row, Beside> = {
  inboxId: string
  /** The list's name on the page. */
  name: string
  /** What it holds, given how its pages are read; asked once a name. */
  spec(read: ListSpec<Row, Beside>["read"]): ListSpec<Row, Beside>
  /** Reads a page of it. */
  read(client: DatabaseClient, before: Place | null, limit: number | null): Promise<Reading<Row, Beside>>
  /** What the server has read. */
  first: Reading<Row, Beside>
}

/**
 * A list of an inbox as far as it was read, live, with the names of contacts that came with each of its pages known to
 * the page from then on.
 */
export function useInboxList<Row, Beside extends BesideList>(of: InboxList<Row, Beside>) {
  const { inboxId, name, first } = of
  const database = useDatabase()
  const store = useLiveStore()
  const names = useKnownNames()
  useState(() => names.seed(first.beside.contacts))
  const { list, state } = useLiveList(
    useInboxTopic(inboxId),
    name,
    () =>
      of.spec(async (before, limit) => {
        const page = await of.read(await database(), before, limit)
        names.learn(page.beside.contacts)
        return page
      }),
    first,
  )
  return {
    rows: state.rows ?? first.rows,
    beside: state.beside ?? first.beside,
    isFailed: state.isFailed,
    readAgain: list.read,
    /** Shows a row otherwise until more is known of it. */
    change: (id: string, change: (row: Row) => Row) => list.change(id, change),
    /** After something was written: where nothing is heard, nothing would be told. */
    written: () => store.readUnlessLive(name),
    more: {
      isThere: state.more !== "none",
      isLoading: state.more === "loading",
      isFailed: state.more === "failed",
      load: list.loadMore,
    },
  }
}
