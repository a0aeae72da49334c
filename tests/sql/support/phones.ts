import { phoneRow } from "../../../lib/phone/schema.ts"
import { as, call, type openDatabase } from "./database.ts"
import type { staffed } from "./routing.ts"
import { messages } from "./topics.ts"

type Db = ReturnType<typeof openDatabase>

/** A member's phone: how their topic tells of it, and how it is read. */
export function phoneOf(db: Db, account: Awaited<ReturnType<typeof staffed>>, memberId: string) {
  const member = Object.values(account.members).find(({ id }) => id === memberId)
  if (!member) throw new Error("not of the account")
  return {
    member,
    said: async () =>
      (await messages(db, `member:${memberId}`)).flatMap(({ seq, changes }) =>
        (changes ?? []).flatMap(({ table, row }) =>
          table === "phone" ? [{ seq, row: phoneRow.parse(row) }] : [],
        ),
      ),
    read: async () => {
      const answer = await as(db.pool, member, (client) =>
        call<{ row: unknown }>(client, "public.own_phone()"),
      )
      return phoneRow.parse(answer.row)
    },
  }
}
