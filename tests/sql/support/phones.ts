import { phoneRow } from "../../../lib/phone/schema.ts"
import type { CallEvent } from "../../../supabase/functions/_shared/calls/events.ts"
import { as, call, type openDatabase } from "./database.ts"
import { type staffed, tell } from "./routing.ts"
import { messages } from "./topics.ts"

type Db = ReturnType<typeof openDatabase>

/** What a member's page sends, from the app session their phone is signed in with. */
export async function tellAs(db: Db, memberId: string, event: object) {
  const { rows } = await db.query<{ user_id: string; session_id: string }>(
    `select m.user_id, s.auth_session_id as session_id from public.members m
     join public.phone_sessions s on s.member_id = m.id and s.ended_at is null where m.id = $1`,
    [memberId],
  )
  const [sender] = rows
  return await tell({ ...event, userId: sender?.user_id, sessionId: sender?.session_id } as CallEvent)
}

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
