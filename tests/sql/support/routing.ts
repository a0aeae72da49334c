import { randomUUID } from "node:crypto"
import { inject } from "vitest"
import type { CallEvent, RoutingRequest } from "../../../supabase/functions/_shared/calls/events.ts"
import { Database } from "../../../supabase/functions/routing/database.ts"
import { route } from "../../../supabase/functions/routing/route.ts"
import { type AccountOptions, freeCustomerNumber, type TestAccount } from "../../support/accounts.ts"
import type { openDatabase } from "./database.ts"

type Db = ReturnType<typeof openDatabase>

/** An account whose agents, and `others`, are all signed in to the phone, available and idle. */
export async function staffed(
  db: Db,
  agents: number,
  others: AccountOptions["members"] = {},
): Promise<TestAccount> {
  const operators = Object.fromEntries(
    Array.from({ length: agents }, (_, index) => [`agent${index}`, { inboxes: { 0: "operator" as const } }]),
  )
  const members = { ...operators, ...others }
  const account = await db.createAccount({ members, isRecorded: false })
  await db.query(
    `with app as (
       insert into auth.sessions (id, user_id, created_at, updated_at)
       select gen_random_uuid(), user_id, now(), now() from public.members where account_id = $1 returning id, user_id
     )
     insert into public.phone_sessions (account_id, member_id, auth_session_id)
     select m.account_id, m.id, app.id from public.members m join app on app.user_id = m.user_id`,
    [account.id],
  )
  await db.query("update public.agent_presence set status = 'available' where account_id = $1", [account.id])
  return account
}

/** The database as the routing function reaches it. */
export function database(): Database {
  const { url, secretKey } = inject("sql")
  return new Database(url, secretKey)
}

/** A call to the account's first number, as its webhook asks about it. */
export function arrival(account: TestAccount, providerLegId = `CA${randomUUID()}`): RoutingRequest {
  const event = {
    kind: "inbound_arrived" as const,
    providerLegId,
    from: freeCustomerNumber(),
    to: account.inbox().number,
  }
  return { key: `${providerLegId}:inbound`, event }
}

export interface RingingCall {
  callId: string
  offerId: string
  /** The agent's leg. */
  legId: string
  memberId: string
  customerLegId: string
  /** The customer's leg at the provider. */
  providerLegId: string
}

/** A call of the account that rings at one of its agents, led there by the events of carrier and page. */
export async function ringing(db: Db, account: TestAccount): Promise<RingingCall> {
  const providerLegId = `CA${randomUUID()}`
  const { callId } = await route(arrival(account, providerLegId), database())
  if (callId === null) throw new Error("the call was not made")
  type Row = { id: string; leg_id: string; member_id: string; user_id: string; session_id: string }
  const { rows } = await db.query<Row>(
    `select o.id, o.leg_id, o.member_id, m.user_id, s.auth_session_id as session_id
     from public.call_offers o join public.members m on m.id = o.member_id
     join public.phone_sessions s on s.member_id = m.id and s.ended_at is null
     where o.call_id = $1 and o.is_open`,
    [callId],
  )
  const [offer] = rows
  if (!offer) throw new Error("nobody is being offered the call")
  const { id: offerId, leg_id: legId, member_id: memberId } = offer
  const { effects } = await tell({
    kind: "offer_acknowledged",
    offerId,
    userId: offer.user_id,
    sessionId: offer.session_id,
  })
  const customerLegId = await customerLegOf(db, callId)
  await tell({
    kind: "leg_joined",
    legId: customerLegId,
    providerLegId,
    stayId: stayOf(effects),
    conferenceId: `CF${callId}`,
  })
  await tell({ kind: "leg_created", legId, providerLegId: `CA-${legId}` })
  return { callId, offerId, legId, memberId, customerLegId, providerLegId }
}

/** The customer's leg of a call. */
export async function customerLegOf(db: Pick<Db, "query">, callId: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    "select id from public.call_legs where call_id = $1 and role = 'customer'",
    [callId],
  )
  return rows[0]?.id ?? ""
}

/** The stay an agent is rung into. */
export function stayOf(effects: Awaited<ReturnType<typeof route>>["effects"]): string {
  for (const { effect } of effects) if (effect.kind === "create_leg") return effect.stayId
  throw new Error("nobody is rung")
}

/** A call of the account in which one of its agents talks with the customer. */
export async function talking(db: Db, account: TestAccount): Promise<RingingCall> {
  const call = await ringing(db, account)
  await tell({ kind: "leg_answered", legId: call.legId, providerLegId: `CA-${call.legId}` })
  return call
}

/** The customer hangs up. */
export async function customerEnds({ providerLegId }: Pick<RingingCall, "providerLegId">) {
  return await tell({
    kind: "leg_ended",
    legId: null,
    providerLegId,
    cause: "completed",
    from: null,
    to: null,
  })
}

/** Decides an event that needs no receipt. */
export async function tell(event: CallEvent) {
  return await route({ key: null, event }, database())
}
