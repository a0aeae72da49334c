"use client"

import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import { presenceList } from "@/lib/presence/keys"
import { placeOfMember } from "@/lib/presence/rules"
import type { Presence } from "@/lib/presence/schema"
import type { ListSpec } from "@/lib/realtime/live-list"
import { loadedLater } from "@/lib/realtime/loaded-later"
import { accountPresenceTopic } from "@/lib/realtime/topics"
import { useLiveList } from "@/lib/realtime/use-live-list"

const schema = loadedLater(() => import("@/lib/presence/schema"))

/** All phone users of the account, in no order. */
export function presenceSpec(read: ListSpec<Presence>["read"]): ListSpec<Presence> {
  return {
    table: "agent_presence",
    prepare: schema.load,
    parse: (row) => schema.here().presenceRow.parse(row),
    idOf: ({ memberId }) => memberId,
    placeOf: placeOfMember,
    includes: () => true,
    read,
  }
}

/** All phone users of the account with status and activity, live; undefined until first read. */
export function usePresence({ member, client }: PhoneContextValue): Presence[] | undefined {
  const topic = accountPresenceTopic({ id: member.accountId, epoch: member.accountEpoch })
  const { state } = useLiveList(topic, presenceList, () =>
    presenceSpec(async () => {
      const { listPresence } = await import("@/lib/presence/queries")
      return listPresence(await client())
    }),
  )
  return state.rows
}
