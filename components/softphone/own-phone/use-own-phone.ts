"use client"

import { useMemo } from "react"
import { ownPhoneList } from "@/lib/phone/keys"
import type { OwnCalls, PhoneRow, PhoneState } from "@/lib/phone/schema"
import type { ListSpec } from "@/lib/realtime/live-list"
import { loadedLater } from "@/lib/realtime/loaded-later"
import { memberTopic } from "@/lib/realtime/topics"
import { useLiveList } from "@/lib/realtime/use-live-list"
import type { BrowserClient } from "@/lib/supabase/browser"

const schema = loadedLater(() => import("@/lib/phone/schema"))

/** Own phone and calls, in the order of their versions. */
export type OwnPhone = { version: number; state: PhoneState; calls: OwnCalls }

/**
 * The member's phone by their own topic: an offer is shown, and acknowledged, from the message itself. Whether a phone
 * session is of this page's app sign-in a message does not say; of one that is not known yet it is asked.
 */
export function ownPhoneSpec(memberId: string, client: () => Promise<BrowserClient>): ListSpec<OwnPhone> {
  const sessions = new Map<string, boolean>()
  function toOwn(row: PhoneRow | null, version: number): OwnPhone {
    const id = row?.phoneSessionId ?? null
    const isHere = id === null ? false : sessions.get(id)
    if (isHere === undefined) throw new Error("a phone session that is not known yet")
    return {
      version,
      state: schema.here().toPhoneState(row, isHere),
      calls: { offer: row?.offer ?? null, call: row?.call ?? null, supervision: row?.supervision ?? null },
    }
  }
  return {
    table: "phone",
    prepare: schema.load,
    parse: (said) => {
      const row = schema.here().phoneRow.parse(said)
      return toOwn(row, row.version)
    },
    idOf: () => memberId,
    only: memberId,
    placeOf: () => ({ at: "", id: memberId }),
    includes: () => true,
    async read() {
      const [{ getOwnPhone }] = await Promise.all([import("@/lib/phone/queries"), schema.load()])
      const { seq, row, isHere } = await getOwnPhone(await client())
      if (row?.phoneSessionId) sessions.set(row.phoneSessionId, isHere)
      return { seq, rows: [toOwn(row, seq)], next: null, beside: null }
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
      /** Shows after-call work as ended, also of a call whose end is still on its way to the database. */
      showFinished: () =>
        list.change(memberId, ({ version, state, calls }) => ({
          version,
          state: state.isSignedIn ? { ...state, afterCall: null } : state,
          calls: { ...calls, call: null },
        })),
    }),
    [own, list, memberId],
  )
}
