import { randomInt, randomUUID } from "node:crypto"
import type pg from "pg"
import { templateFlow } from "../../../supabase/functions/_shared/flows/template.ts"
import type { AccountOptions, TestInbox } from "./shape.ts"

interface InboxPlan {
  accountId: string
  addressBookId: string
  name: string
  position: number
  options: AccountOptions
}

/** Inserts an inbox with a number that rings it, a queue and a published template flow. */
export async function insertInbox(client: pg.ClientBase, plan: InboxPlan): Promise<TestInbox> {
  const { accountId, options } = plan
  const inbox: TestInbox = {
    id: randomUUID(),
    name: plan.name,
    queueId: randomUUID(),
    flowId: randomUUID(),
    flowVersionId: randomUUID(),
    number: await freeNumber(client),
    phoneNumberId: randomUUID(),
  }
  const days = (options.hours ?? "always") === "always" ? [0, 1, 2, 3, 4, 5, 6] : []
  const definition = templateFlow({
    timeZone: "Asia/Tokyo",
    voice: "ja",
    opening: days.map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" })),
    holidays: [],
    queueId: inbox.queueId,
    recordingNotice: options.isRecorded ?? true,
    greeting: options.greeting ?? null,
    closedMessage: "本日の営業は終了いたしました。",
    noAnswerMessage: "ただいま電話に出ることができません。",
  })
  await client.query(
    `with inbox as (
       insert into public.inboxes (id, account_id, name, position, address_book_id) values ($2, $1, $3, $4, $5)
     ), queue as (
       insert into public.queues (id, account_id, inbox_id, name, offer_seconds, max_wait_seconds, after_call_seconds)
       values ($6, $1, $2, $3, $7, $8, $9)
     ), flow as (
       insert into public.flows (id, account_id, name) values ($10, $1, $3)
     ), version as (
       insert into public.flow_versions (id, account_id, flow_id, version, definition, is_published)
       values ($11, $1, $10, 1, $12, true)
     ), hours as (
       insert into public.opening_hours (account_id, flow_id, weekday, opens, closes)
       select $1, $10, weekday, '00:00', '24:00' from unnest($13::int[]) weekday
     )
     insert into public.phone_numbers (id, account_id, inbox_id, flow_id, number, label, is_recorded)
     values ($14, $1, $2, $10, $15, $3, $16)`,
    [
      accountId,
      inbox.id,
      inbox.name,
      plan.position,
      plan.addressBookId,
      inbox.queueId,
      options.offerSeconds ?? 20,
      options.maxWaitSeconds ?? 180,
      options.afterCallSeconds ?? 30,
      inbox.flowId,
      inbox.flowVersionId,
      JSON.stringify(definition),
      days,
      inbox.phoneNumberId,
      inbox.number,
      options.isRecorded ?? true,
    ],
  )
  return inbox
}

/** A 050 number no account has. */
async function freeNumber(client: pg.ClientBase): Promise<string> {
  for (;;) {
    const number = `+8150${randomInt(10_000_000, 100_000_000)}`
    const { rowCount } = await client.query("select from public.phone_numbers where number = $1", [number])
    if (rowCount === 0) return number
  }
}
