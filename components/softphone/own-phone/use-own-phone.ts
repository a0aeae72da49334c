"use client"

import { useMemo } from "react"
import { now } from "@/lib/clock/page-clock"
import { ownPhoneList } from "@/lib/phone/keys"
import type { MyLiveCall, PhoneRow, PhoneState } from "@/lib/phone/schema"
import type { ListSpec } from "@/lib/realtime/live-list"
import { loadedLater } from "@/lib/realtime/loaded-later"
import { memberTopic } from "@/lib/realtime/topics"
import { useLiveList } from "@/lib/realtime/use-live-list"
import type { BrowserClient } from "@/lib/supabase/browser"

const schema = loadedLater(() => import("@/lib/phone/schema"))

/** Own phone and calls, and when they were asked for or heard of, in ms since 1970. */
export type OwnPhone = { state: PhoneState; calls: MyLiveCall; readAt: number }

/**
 * The member's phone by their own topic: an offer is shown, and acknowledged, from the message itself. Whether a phone
 * session is of this page's app sign-in a message does not say; of one that is not known yet it is asked.
 */
export function ownPhoneSpec(memberId: string, client: () => Promise<BrowserClient>): ListSpec<OwnPhone> {
  const sessions = new Map<string, boolean>()
  function toOwn(row: PhoneRow | null, readAt: number): OwnPhone {
    const id = row?.phoneSessionId ?? null
    const isHere = id === null ? false : sessions.get(id)
    if (isHere === undefined) throw new Error("a phone session that is not known yet")
    return {
      state: schema.here().toPhoneState(row, isHere),
      calls: { offer: row?.offer ?? null, call: row?.call ?? null },
      readAt,
    }
  }
  return {
    table: "phone",
    prepare: schema.load,
    parse: (row) => toOwn(schema.here().phoneRow.parse(row), now()),
    idOf: () => memberId,
    only: memberId,
    placeOf: () => ({ at: "", id: memberId }),
    includes: () => true,
    async read() {
      const readAt = now()
      const [{ getMyPhone }] = await Promise.all([import("@/lib/phone/queries"), schema.load()])
      const { seq, row, isHere } = await getMyPhone(await client())
      if (row?.phoneSessionId) sessions.set(row.phoneSessionId, isHere)
      return { seq, rows: [toOwn(row, readAt)], next: null, beside: null }
    },
  }
}

/** The member's phone, live; `own` is undefined until first read. */
export function useOwnPhone(memberId: string, client: () => Promise<BrowserClient>) {
  const { list, state } = useLiveList(memberTopic(memberId), ownPhoneList, () =>
    ownPhoneSpec(memberId, client),
  )
  const own = state.rows?.[0]
  return useMemo(
    () => ({
      own,
      read: list.read,
      /** Shows own status otherwise until the database says more of it. */
      show: (change: (state: PhoneState) => PhoneState) =>
        list.change(memberId, (present) => ({ ...present, state: change(present.state) })),
    }),
    [own, list, memberId],
  )
}
