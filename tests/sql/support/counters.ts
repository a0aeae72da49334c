import { expect } from "vitest"
import type { TestAccount } from "../../support/accounts.ts"
import type { openDatabase } from "./database.ts"

type Db = ReturnType<typeof openDatabase>

/** The kept counters of the inbox at that place: `[open, on hold, missed, voicemail]`. */
export async function keptCounters(db: Db, account: TestAccount, place = 0): Promise<number[]> {
  const { rows } = await db.query(
    "select open_tickets, on_hold_tickets, missed_calls, voicemails from public.inbox_counters where inbox_id = $1",
    [account.inbox(place).id],
  )
  return Object.values(rows[0])
}

/** Asserts that every kept counter of the account is what counting gives. */
export async function expectExactCounters(db: Db, account: TestAccount): Promise<void> {
  const { rows } = await db.query(
    `select i.name,
       array[k.open_tickets, k.on_hold_tickets, k.missed_calls, k.voicemails] as kept,
       array[
         (select count(*) from public.tickets t where t.inbox_id = i.id and t.status = 'open'),
         (select count(*) from public.tickets t where t.inbox_id = i.id and t.status = 'on_hold'),
         (select count(distinct customer_number) from public.call_memos m
          where m.inbox_id = i.id and m.kind = 'missed_call' and m.handled_at is null),
         (select count(distinct customer_number) from public.call_memos m
          where m.inbox_id = i.id and m.kind = 'voicemail' and m.handled_at is null)
       ]::integer[] as counted
     from public.inbox_counters k join public.inboxes i on i.id = k.inbox_id where k.account_id = $1`,
    [account.id],
  )
  expect(rows).toHaveLength(account.inboxes.length)
  for (const { name, kept, counted } of rows) expect(kept, name).toEqual(counted)
}
