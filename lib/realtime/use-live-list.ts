"use client"

import { useEffect, useSyncExternalStore } from "react"
import type { ListSpec, ListState, LiveList, Reading } from "./live-list"
import { useLiveStore } from "./realtime-provider"
import type { Topic } from "./topics"

/**
 * The list `name`, kept current by `topic` while it is mounted (null: not yet). `spec` says what it holds and is asked
 * once a name; `first` is what the server has read. One list of a name is shared by everything on the page.
 */
export function useLiveList<Row, Beside = null>(
  topic: Topic | null,
  name: string,
  spec: () => ListSpec<Row, Beside>,
  first?: Reading<Row, Beside>,
): { list: LiveList<Row, Beside>; state: ListState<Row, Beside> } {
  const store = useLiveStore()
  const list = store.open(name, spec, first)
  const state = useSyncExternalStore(list.watch, list.state, list.state)
  useEffect(() => {
    if (topic !== null) return store.keep(name, topic, list)
  }, [store, name, topic, list])
  useEffect(() => {
    if (first) store.offer(name, first)
  }, [store, name, first])
  return { list, state }
}
