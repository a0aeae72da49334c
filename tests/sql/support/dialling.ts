import { randomUUID } from "node:crypto"
import { route } from "../../../supabase/functions/routing/route.ts"
import type { TestAccount } from "../../support/accounts.ts"
import type { openDatabase } from "./database.ts"
import { database, tell } from "./routing.ts"

type Db = ReturnType<typeof openDatabase>

/** What an agent asks for. */
interface Asked {
  typed?: string
  phoneNumberId?: string
  ticketId?: string | null
  attempt?: string
}

/** Somebody of the account who has opened the phone, and asks to dial as their page does. */
export async function dialler(db: Db, account: TestAccount, key = "agent0") {
  const { id: memberId, userId } = account.member(key)
  const { rows } = await db.query<{ session_id: string | null }>(
    "select auth_session_id as session_id from public.phone_sessions where member_id = $1 and ended_at is null",
    [memberId],
  )
  const sender = { userId, sessionId: rows[0]?.session_id ?? null }
  const ask = async ({ attempt = randomUUID(), ...asked }: Asked = {}) => {
    const { typed = "06-1234-5678", phoneNumberId = account.inbox().phoneNumberId, ticketId = null } = asked
    const event = { kind: "dial_asked" as const, phoneNumberId, typed, ticketId, ...sender }
    return await route({ key: `dial:${userId}:${attempt}`, event }, database())
  }
  const begin = async (asked: Asked = {}) => {
    const { instruction } = await ask(asked)
    if (instruction.kind !== "dial") throw new Error(JSON.stringify(instruction))
    return instruction
  }
  return {
    memberId,
    ask,
    begin,
    /** Why a call is not begun; the call, when it is. */
    refusal: async (asked: Asked = {}) => {
      const { instruction, isActorPresent } = await ask(asked)
      if (!isActorPresent) return "absent"
      return instruction.kind === "refuse_dial" ? instruction.reason : instruction.kind
    },
    hangUp: (legId: string) => tell({ kind: "hang_up_asked", legId, ...sender }),
  }
}

/** The softphone of a dialled call has come to the provider, which asks what to do with it. */
export async function softphoneComes(memberId: string, legId: string, providerLegId = `CA-${legId}`) {
  const event = { kind: "dial_turn" as const, legId, providerLegId, memberId }
  return await route({ key: `${providerLegId}:dial`, event }, database())
}

/** A call that its agent has begun and is connected to, and whose other end rings. */
export async function ringingOut(begun: { callId: string; legId: string }, memberId: string) {
  const { instruction } = await softphoneComes(memberId, begun.legId)
  if (instruction.kind !== "join_to_dial") throw new Error(JSON.stringify(instruction))
  const conference = { stayId: instruction.stayId, conferenceId: `CF-${begun.callId}` }
  const providerLegId = `CA-${begun.legId}`
  const { effects } = await tell({ kind: "leg_joined", legId: begun.legId, providerLegId, ...conference })
  const dialled = effects.map(({ effect }) => effect).find((effect) => effect.kind === "dial_leg")
  if (!dialled) throw new Error("nobody is dialled")
  const customer = { legId: dialled.legId, providerLegId: `CA-${dialled.legId}` }
  await tell({ kind: "leg_created", ...customer })
  return {
    dialled,
    answers: () => tell({ kind: "leg_answered", ...customer }),
    ends: (cause: "completed" | "declined") =>
      tell({ kind: "leg_ended", ...customer, cause, from: null, to: null }),
  }
}
