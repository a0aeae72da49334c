"use client"

import { useEffect, useRef, useState } from "react"
import { useInboxes } from "@/components/session/inboxes-provider"
import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import { lastNumbers, numberFor } from "@/lib/dialling/rules"
import type { CallerNumber, Dialled } from "@/lib/dialling/schema"
import { type AppError, toAppError } from "@/lib/errors"

/** What the dial window reads when it opens: the numbers to be shown as, of the member's own inboxes, and the last calls. */
export function useCallerNumbers(phone: PhoneContextValue, inboxId: string | null) {
  const inboxes = useInboxes()
  const [numbers, setNumbers] = useState<CallerNumber[] | null>(null)
  const [recent, setRecent] = useState<Dialled[]>([])
  const [error, setError] = useState<AppError | null>(null)
  const [chosenId, choose] = useState<string | null>(null)
  const { client, member } = phone
  useEffect(() => {
    let isMounted = true
    const read = async () => {
      const { listCallerNumbers, listDialled } = await import("@/lib/dialling/queries")
      const database = await client()
      const [found, calls] = await Promise.all([
        listCallerNumbers(database),
        // Without the last calls a number can be dialled all the same.
        listDialled(database, member.id).catch(() => []),
      ])
      if (!isMounted) return
      setNumbers(found)
      setRecent(lastNumbers(calls))
    }
    read().catch((cause: unknown) => isMounted && setError(toAppError(cause)))
    return () => {
      isMounted = false
    }
  }, [client, member.id])
  const ids = inboxes.map(({ id }) => id)
  const own = numbers?.filter((number) => ids.includes(number.inboxId)) ?? null
  const shown = own && (own.find(({ id }) => id === chosenId) ?? numberFor(inboxId, ids, own))
  return {
    /** Of the member's own inboxes; null until read. */
    numbers: own,
    /** The one the call will be shown as; null where there is none, or none yet. */
    shown: shown ?? null,
    choose,
    inboxes: inboxes.filter(({ id }) => own?.some((number) => number.inboxId === id)),
    recent,
    error,
  }
}

/** The contact that has `number` (E.164), looked up while it is typed; null for none, or none the member may read. */
export function useContactOf(phone: PhoneContextValue, number: string | null): string | null {
  const [found, setFound] = useState<{ number: string; contactId: string | null } | null>(null)
  const latest = useRef(number)
  const { client } = phone
  useEffect(() => {
    latest.current = number
    if (number === null) return
    const look = async () => {
      const { findContactOf } = await import("@/lib/dialling/queries")
      const contactId = await findContactOf(await client(), number)
      if (latest.current === number) setFound({ number, contactId })
    }
    // Whoever is called needs no name to be called.
    void look().catch(() => undefined)
  }, [client, number])
  return found?.number === number ? found.contactId : null
}
