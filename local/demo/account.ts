import type { ClientBase } from "pg"
import type { DialledNumber, Queue } from "../../supabase/functions/_shared/calls/context.ts"
import { loadedCall } from "../../supabase/functions/_shared/calls/loaded.ts"
import type { Candidate } from "../../supabase/functions/_shared/calls/rank.ts"
import type { FlowDefinition } from "../../supabase/functions/_shared/flows/schema.ts"

/** One of the account's numbers as the database sets it up for a call that arrives. */
export interface Line {
  number: DialledNumber
  flow: FlowDefinition
  queue: Queue
  candidates: readonly Candidate[]
  /** Labels of the inbox: ids by name. */
  labels: ReadonlyMap<string, string>
  /** Members who may change the inbox's tickets. */
  operators: ReadonlySet<string>
}

/** The demo account, as far as its stories need it. */
export interface DemoAccount {
  id: string
  /** In the order of their inboxes. */
  lines: { support: Line; repair: Line }
  /** The user behind each member. */
  users: ReadonlyMap<string, string>
  /** Whom the address book knows by which number; the first ones call most. */
  customers: readonly { contactId: string; number: string }[]
}

/** The demo account that `supabase/seed.sql` has set up. Null when there is none; throws when it is not whole. */
export async function readAccount(client: ClientBase): Promise<DemoAccount | null> {
  const { rows } = await client.query<{ id: string }>(
    "select account_id as id from public.members where email = 'takahashi@toritsugi.example'",
  )
  const id = rows[0]?.id
  if (id === undefined) return null
  const users = await client.query<{ id: string; user_id: string }>(
    "select id, user_id from public.members where account_id = $1",
    [id],
  )
  const customers = await client.query<{ contactId: string; number: string }>(
    `select c.id as "contactId", p.number from public.contacts c
     cross join lateral (select number from public.contact_phones where contact_id = c.id order by label = '店舗', number limit 1) p
     where c.account_id = $1 order by c.customer_code`,
    [id],
  )
  return {
    id,
    lines: await readLines(client, id),
    users: new Map(users.rows.map((one) => [one.id, one.user_id])),
    customers: customers.rows,
  }
}

async function readLines(client: ClientBase, accountId: string): Promise<DemoAccount["lines"]> {
  const { rows } = await client.query<{
    arrival: object
    labels: Record<string, string>
    operators: string[]
  }>(
    `select private.arrival_setting(n.number, null) || jsonb_build_object('now', now()) as arrival,
       (select jsonb_object_agg(l.name, l.id) from public.labels l where l.inbox_id = n.inbox_id) as labels,
       array(select member_id from public.inbox_members where inbox_id = n.inbox_id and role >= 'operator' order by member_id) as operators
     from public.phone_numbers n join public.inboxes i on i.id = n.inbox_id
     where n.account_id = $1 order by i.position`,
    [accountId],
  )
  const [support, repair] = rows.map(({ arrival, labels, operators }): Line => {
    const { number, flow, flowQueues } = loadedCall.parse(arrival)
    const [waiting] = flowQueues ?? []
    if (!number || !flow || !waiting) throw new Error("a number of the demo cannot be called")
    const { queue, candidates } = waiting
    return {
      number,
      flow,
      queue,
      candidates,
      labels: new Map(Object.entries(labels)),
      operators: new Set(operators),
    }
  })
  if (!support || !repair) throw new Error("the demo has two numbers")
  return { support, repair }
}
