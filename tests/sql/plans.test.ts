import { randomUUID } from "node:crypto"
import pg from "pg"
import { afterAll, beforeAll, expect, inject, test } from "vitest"
import { createDatabase, dropDatabase } from "../../local/supabase/database/databases.ts"
import { createAccount, type TestAccount } from "../support/accounts.ts"
import { insertBulkTickets } from "../support/bulk-tickets.ts"
import { fullScans, indexes, planOf } from "./support/plan.ts"

const large = ["tickets", "messages", "call_memos", "calls", "contacts", "contact_phones"]
const name = `plans_${randomUUID().slice(0, 8)}`
let client: pg.Client
let account: TestAccount
let ticketId: string
let messageId: string
let customerNumber: string
let callId: string

beforeAll(async () => {
  const { dbUrl, templateUrl } = inject("sql")
  const url = await createDatabase(dbUrl, name, new URL(templateUrl).pathname.slice(1))
  client = new pg.Client({ connectionString: url })
  await client.connect()
  account = await createAccount(client, {
    inboxes: ["One", "Two", "Three"],
    members: { agent: { inboxes: { 0: "operator", 1: "assistant" }, book: "operator" } },
  })
  await insertBulkTickets(client, account, { tickets: 50_000 })
  const { rows } = await client.query(
    `select t.id, t.customer_number, m.id as message_id, c.id as call_id from public.tickets t
     join public.messages m on m.ticket_id = t.id join public.calls c on c.ticket_id = t.id where t.inbox_id = $1 limit 1`,
    [account.inbox().id],
  )
  ticketId = rows[0].id
  messageId = rows[0].message_id
  customerNumber = rows[0].customer_number
  callId = rows[0].call_id
  await client.query("begin")
  const claims = { role: "authenticated", sub: account.member("agent").userId }
  await client.query("select set_config('request.jwt.claims', $1, true)", [JSON.stringify(claims)])
  await client.query("set local role authenticated")
})

afterAll(async () => {
  await client?.end()
  await dropDatabase(inject("sql").dbUrl, name)
})

const definers: string[] = [
  "private.my_sidebar",
  "private.own_phone_of",
  "private.call_page",
  "private.call_log",
]

test.each([
  [
    "public.list_tickets",
    () => ({ p_inbox: account.inbox().id, p_status: "open", p_limit: 50 }),
    "tickets_list",
  ],
  [
    "public.list_missed",
    () => ({ p_inbox: account.inbox().id, p_kind: "missed_call", p_limit: 50 }),
    "call_memos_to_handle",
  ],
  ["public.list_timeline", () => ({ p_ticket_id: ticketId, p_limit: 50 }), "messages_customer"],
  ["public.get_ticket", () => ({ p_number: 1_000_001 }), "tickets_account_id_number_key"],
  ["private.my_sidebar", () => ({}), "inbox_counters_pkey"],
  ["private.timeline_page", () => ({ messages: `{${messageId}}` }), "messages_pkey"],
  [
    "public.list_customer_tickets",
    () => ({ p_inbox: account.inbox().id, p_number: customerNumber, p_limit: 9 }),
    "tickets_customer",
  ],
  [
    "public.list_customer_calls",
    () => ({ p_inbox: account.inbox().id, p_number: customerNumber, p_limit: 8 }),
    "messages_customer",
  ],
  [
    "private.call_page",
    () => ({ p_from: "2020-01-01", p_member: account.member("agent").id, p_limit: 50 }),
    "calls_log",
  ],
  ["private.call_page", () => ({ p_number: customerNumber, p_limit: 50 }), "calls_log_of_number"],
  ["public.list_calls", () => ({ p_limit: 50 }), "calls_pkey"],
  ["public.get_call", () => ({ p_call_id: callId }), "calls_pkey"],
  ["private.own_phone_of", () => ({ member: account.member("agent").id }), "call_offers_one_open_per_agent"],
] as const)("at 50,000 tickets %s reads no large table from end to end", async (name, values, index) => {
  // What reads with its owner's rights is planned with them.
  if (definers.includes(name)) await client.query("reset role")
  const plan = await planOf(client, name, values())
  await client.query("set local role authenticated")
  expect(fullScans(plan, large)).toEqual([])
  expect(indexes(plan)).toContain(index)
})

test("what reads or writes tables keeps its plan: a function in SQL would be planned at every call", async () => {
  const { rows } = await client.query(
    `select pronamespace::regnamespace || '.' || proname as name
     from pg_proc join pg_language l on l.oid = prolang
     where pronamespace in ('public'::regnamespace, 'private'::regnamespace) and lanname = 'sql'
       and prosrc ~* '\\m(from|join|into|update)\\s+(public|private)\\.\\w+(?!\\w|\\()'
     order by 1`,
  )
  // Run by hand after a bulk load.
  expect(rows.map(({ name }) => name)).toEqual(["private.recount"])
})

test("the check finds a full scan where there is one", async () => {
  const { rows } = await client.query(
    "explain (format json) select count(*) from public.tickets where subject like '%9%'",
  )
  expect(fullScans([rows[0]["QUERY PLAN"][0].Plan.Plans[0]], large)).toEqual(["Seq Scan on tickets"])
})

test("a page of tickets is made from about as many rows as it shows", async () => {
  const { rows } = await client.query(
    "explain (analyze, buffers, format json) select * from public.list_tickets($1, 'done')",
    [account.inbox().id],
  )
  const { Plan: plan } = rows[0]["QUERY PLAN"][0]
  const page = await client.query(
    "select jsonb_array_length(public.list_tickets($1, 'done') -> 'rows') as rows",
    [account.inbox().id],
  )
  expect(page.rows[0].rows).toBe(50)
  // 50 rows with contact, labels, member, live call and missed call each: a few pages a row, not thousands.
  expect(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]).toBeLessThan(2500)
})

test("[K1] a page of the call log walks no further than the rows it shows, in every inbox of the caller", async () => {
  await client.query("reset role")
  const pages = async () => {
    const { rows } = await client.query(
      "explain (analyze, buffers, format json) select private.call_page(null, null, null, null, null, null, null, null, null, null, 50)",
    )
    const { Plan: plan } = rows[0]["QUERY PLAN"][0]
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
  }
  await pages()
  // Two inboxes of 50 rows, each a look into the heap at most.
  expect(await pages()).toBeLessThan(400)
  await client.query("set local role authenticated")
})

test("[C4] at 50,000 tickets the last numbers an agent has called are read in their order, and no memo besides", async () => {
  // As `listDialled` asks for them.
  const { rows } = await client.query(
    `explain (format json) select customer_number, contact_id, started_at from public.call_memos
     where member_id = '${account.member("agent").id}' and direction = 'outbound' and customer_number is not null
     order by started_at desc limit 30`,
  )
  const plan = JSON.stringify(rows[0]["QUERY PLAN"])
  expect(plan).toContain("call_memos_by_agent")
  expect(plan).not.toContain('"Sort"')
})
