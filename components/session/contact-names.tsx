"use client"

import { createContext, type ReactNode, use, useEffect, useMemo, useState, useSyncExternalStore } from "react"
import { KnownNames, nameAmong } from "@/lib/contacts/names/known-names"
import { useRegistry } from "@/lib/realtime/realtime-provider"
import { useDatabase } from "./use-database"

const NamesContext = createContext<KnownNames | null>(null)

/** Keeps the names of contacts that anything on the page shows; inside of `RealtimeProvider`. */
export function ContactNames({ children }: { children: ReactNode }) {
  const database = useDatabase()
  const registry = useRegistry()
  const [names] = useState(
    () =>
      new KnownNames(async (ids) => {
        const { listContactNames } = await import("@/lib/contacts/queries")
        return listContactNames(await database(), ids)
      }),
  )
  useEffect(
    () => registry.watchChanges(({ table, id }) => table === "contacts" && names.outdate(id)),
    [registry, names],
  )
  return <NamesContext value={names}>{children}</NamesContext>
}

/** The page's names of contacts, for those who read them beside a list. */
export function useKnownNames(): KnownNames {
  const names = use(NamesContext)
  if (!names) throw new Error("names of contacts need ContactNames above them")
  return names
}

/**
 * `rows` with what each calls its customer, by the contacts of `idsOf` in order of preference; asks for names that are
 * not known. `idsOf` is the same function with every render.
 */
export function useNamed<Row>(rows: Row[], idsOf: (row: Row) => (string | null)[]) {
  const names = useKnownNames()
  const known = useSyncExternalStore(names.watch, names.current, names.current)
  useEffect(() => names.want(rows.flatMap(idsOf)), [names, rows, idsOf])
  return useMemo(() => rows.map((row) => ({ ...row, ...nameAmong(known, idsOf(row)) })), [rows, known, idsOf])
}

/** What the first of two contacts, or else the second, is called; asks for what is not known. */
export function useContactName(first: string | null, second: string | null) {
  const names = useKnownNames()
  const known = useSyncExternalStore(names.watch, names.current, names.current)
  useEffect(() => names.want([first, second]), [names, first, second])
  return nameAmong(known, [first, second])
}
