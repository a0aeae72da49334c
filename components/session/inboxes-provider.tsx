"use client"

import { useRouter } from "next/navigation"
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react"
import { AppError } from "@/lib/errors"
import { inboxList } from "@/lib/inboxes/keys"
import type { InboxRow, SidebarInbox } from "@/lib/inboxes/schema"
import type { ListSpec, LiveList } from "@/lib/realtime/live-list"
import { loadedLater } from "@/lib/realtime/loaded-later"
import { useLiveStore } from "@/lib/realtime/realtime-provider"
import { inboxTopic, memberTopic } from "@/lib/realtime/topics"
import { useTopic } from "@/lib/realtime/use-topic"
import { useKnownNames } from "./contact-names"
import { useMember } from "./member-context"
import { sharedReading } from "./shared-reading"
import { useDatabase } from "./use-database"

const schema = loadedLater(() => import("@/lib/inboxes/schema"))

const InboxesContext = createContext<SidebarInbox[]>([])

/** The member's inboxes in order, with their counts. */
export function useInboxes(): SidebarInbox[] {
  return use(InboxesContext)
}

/** The topic of an inbox in its present epoch; null for one that is not the member's. */
export function useInboxTopic(inboxId: string) {
  const inbox = useInboxes().find(({ id }) => id === inboxId)
  return inbox ? inboxTopic(inbox) : null
}

/**
 * Keeps the member's inboxes, with their counts, by the topic of each. Which there are, in what role and epoch, is the
 * server's to render and `sidebar`'s to tell; when the member's rights change everything that is shown is read anew.
 */
export function InboxesProvider({
  inboxes: rendered,
  children,
}: {
  inboxes: SidebarInbox[]
  children: ReactNode
}) {
  const [own, setOwn] = useState(rendered)
  const [seen, setSeen] = useState(rendered)
  if (seen !== rendered) {
    setSeen(rendered)
    setOwn(rendered)
  }
  const database = useDatabase()
  const [read] = useState(() =>
    sharedReading(async () => {
      const [{ listInboxes }] = await Promise.all([import("@/lib/inboxes/queries"), schema.load()])
      const found = await listInboxes(await database())
      setOwn((before) => (isSame(before, found) ? before : found))
      return found
    }),
  )
  useOwnRights(read)
  const lists = useInboxLists(own, read)
  const rows = useRowsOf(lists)
  const value = useMemo(
    () => own.map((inbox, index) => ({ ...inbox, ...rows[index] })).sort(inOrder),
    [own, rows],
  )
  return <InboxesContext value={value}>{children}</InboxesContext>
}

/** Whether two readings say the same of rights: which inboxes, in what role and epoch. */
function isSame(before: SidebarInbox[], after: SidebarInbox[]): boolean {
  const rights = (inboxes: SidebarInbox[]) =>
    inboxes
      .map(({ id, epoch, role }) => `${id} ${epoch} ${role}`)
      .sort()
      .join()
  return rights(before) === rights(after)
}

function inOrder(a: SidebarInbox, b: SidebarInbox): number {
  return a.position - b.position || a.name.localeCompare(b.name) || a.id.localeCompare(b.id)
}

function useOwnRights(read: () => Promise<SidebarInbox[]>) {
  const router = useRouter()
  const store = useLiveStore()
  const names = useKnownNames()
  const member = useMember()
  const look = () => void read().catch(() => undefined)
  const changed = () => {
    look()
    names.outdateAll()
    store.readAll()
    router.refresh()
  }
  useTopic(memberTopic(member.id), {
    onEvent: ({ table }) => table === "members" && changed(),
    // An inbox may have moved to its next epoch while nobody could be told.
    onSubscribed: look,
    onGap: changed,
  })
}

/** The row of an inbox beside its name, with its counts. `read` finds the member's inboxes. */
export function inboxSpec(inboxId: string, read: () => Promise<SidebarInbox[]>): ListSpec<InboxRow> {
  return {
    table: "inboxes",
    prepare: schema.load,
    parse: (row) => schema.here().inboxRow.parse(row),
    idOf: ({ id }) => id,
    placeOf: ({ id }) => ({ at: "", id }),
    includes: ({ id }) => id === inboxId,
    async read() {
      const found = (await read()).find(({ id }) => id === inboxId)
      if (!found) throw new AppError("not_found")
      return { seq: found.seq, rows: [found], next: null, beside: null }
    },
  }
}

function useInboxLists(own: SidebarInbox[], read: () => Promise<SidebarInbox[]>) {
  const store = useLiveStore()
  const lists = useMemo(
    () =>
      own.map((inbox) =>
        store.open<InboxRow, null>(inboxList(inbox.id), () => inboxSpec(inbox.id, read), {
          seq: inbox.seq,
          rows: [inbox],
          next: null,
          beside: null,
        }),
      ),
    [own, store, read],
  )
  useEffect(() => {
    const stops = own.flatMap((inbox, index) => {
      const list = lists[index]
      return list ? [store.keep(inboxList(inbox.id), inboxTopic(inbox), list)] : []
    })
    return () => {
      for (const stop of stops) stop()
    }
  }, [own, lists, store])
  return lists
}

/** The one row of each list; another array only when a row is another. */
function useRowsOf(lists: LiveList<InboxRow>[]): (InboxRow | undefined)[] {
  const last = useRef<(InboxRow | undefined)[]>([])
  const watch = useCallback(
    (watcher: () => void) => {
      const stops = lists.map((list) => list.watch(watcher))
      return () => {
        for (const stop of stops) stop()
      }
    },
    [lists],
  )
  const rows = () => {
    const now = lists.map((list) => list.state().rows?.[0])
    const isOther =
      now.length !== last.current.length || now.some((row, index) => row !== last.current[index])
    if (isOther) last.current = now
    return last.current
  }
  return useSyncExternalStore(watch, rows, rows)
}
