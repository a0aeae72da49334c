import { describe, expect, test } from "vitest"
import { as, call as ask, openDatabase } from "./support/database.ts"
import { pageSends } from "./support/pages.ts"
import { phoneOf } from "./support/phones.ts"
import { staffed, talking, tell } from "./support/routing.ts"

const db = openDatabase()

/** A call of two colleagues' account, in which one talks and the other is free. */
async function oneTalks() {
  const account = await staffed(db, 2)
  const call = await talking(db, account)
  const [one, two] = [account.member("agent0"), account.member("agent1")]
  const colleague = one.id === call.memberId ? two : one
  return {
    account,
    call,
    colleague,
    own: phoneOf(db, account, call.memberId),
    theirs: phoneOf(db, account, colleague.id),
    asks: (event: object) => pageSends(db, call.memberId, { legId: call.legId, ...event }),
  }
}

/** The leg and the stay of a hold that was asked for, as the provider's answer names them. */
function holdOf({ effects }: Awaited<ReturnType<typeof tell>>) {
  for (const { effect } of effects)
    if (effect.kind === "hold_leg") return { legId: effect.legId, stayId: effect.stayId }
  throw new Error("nobody is put on hold")
}

const customer = async (phone: ReturnType<typeof phoneOf>) =>
  (await phone.read()).call?.legs.find(({ role }) => role === "customer")

describe("a phone in a call", () => {
  test("[F1] says what is asked of the hold, what is true, since when, and what was refused", async () => {
    const { own, asks } = await oneTalks()
    const { version } = await own.read()
    const hold = holdOf(await asks({ kind: "hold_asked", isHeld: true }))
    expect(await customer(own)).toMatchObject({ isHoldAsked: true, isHeld: false, heldSince: null })
    expect((await own.said()).at(-1)?.row).toMatchObject({ version: version + 1 })
    await tell({ kind: "hold_set", ...hold, isHeld: true })
    const { now } = await own.read()
    const since = (await customer(own))?.heldSince ?? 0
    expect(since).toBeGreaterThan(now - 60_000)
    expect(since).toBeLessThanOrEqual(now)
    await asks({ kind: "hold_asked", isHeld: false })
    await tell({ kind: "hold_refused", ...hold, isHeld: false, error: "no" })
    expect(await customer(own)).toMatchObject({ isHoldAsked: true, isHeld: true, isHoldRefused: true })
    await asks({ kind: "hold_asked", isHeld: false })
    expect(await customer(own)).toMatchObject({ isHoldRefused: false })
  })

  test("[F2] names whom its agent asks before they have a leg, and says what became of it", async () => {
    const { own, asks, colleague } = await oneTalks()
    const { instruction } = await asks({ kind: "consult_asked", target: { memberId: colleague.id } })
    if (instruction.kind !== "invited") throw new Error("not invited")
    const named = { legId: instruction.legId, memberId: colleague.id, memberName: colleague.name }
    expect((await own.said()).at(-1)?.row.call?.invited).toMatchObject({ ...named, state: "announced" })
    const { rows } = await db.query("select id from public.call_offers where leg_id = $1", [
      instruction.legId,
    ])
    await pageSends(db, colleague.id, { kind: "offer_declined", offerId: rows[0].id })
    expect((await own.said()).at(-1)?.row.call?.invited).toMatchObject({ ...named, state: "declined" })
  })

  test("[F2][F4] of whom is consulted says who asks, for whom, and the memo so far; of a queue's call nothing of it", async () => {
    const { own, theirs, asks, call, colleague } = await oneTalks()
    const { call: talk } = await own.read()
    await db.query("update public.call_memos set subject = $2, body = $3 where leg_id = $1", [
      call.legId,
      "点検日の変更",
      "x".repeat(1500),
    ])
    await asks({ kind: "consult_asked", target: { memberId: colleague.id } })
    const { offer } = await theirs.read()
    expect(offer).toMatchObject({
      purpose: "consult",
      facts: { customerNumber: talk?.facts.customerNumber },
      consult: { memberName: own.member.name, subject: "点検日の変更", body: "x".repeat(1000) },
    })
    const first = (await own.said()).find(({ row }) => row.offer !== null)?.row.offer
    expect(first).toMatchObject({ purpose: "queue", consult: null })
  })

  test("[F3] handed over without a word, the colleague still hears who asked", async () => {
    const { own, theirs, asks, colleague } = await oneTalks()
    await asks({ kind: "transfer_asked", target: { memberId: colleague.id } })
    expect((await theirs.read()).offer?.consult).toMatchObject({ memberName: own.member.name })
  })

  test("[K2] says that its agent is waited for, while their leg lives and when it is gone", async () => {
    const { own, call } = await oneTalks()
    await tell({ kind: "leg_lost", legId: call.legId })
    const waited = { purpose: "resume", state: "announced", consult: null }
    expect(await own.read()).toMatchObject({
      offer: waited,
      call: { legId: call.legId, isAgentLost: true },
    })
    const ended = {
      kind: "leg_ended",
      legId: call.legId,
      providerLegId: `CA-${call.legId}`,
      cause: "completed",
    }
    await tell({ ...ended, from: null, to: null } as Parameters<typeof tell>[0])
    expect(await own.read()).toMatchObject({ offer: waited, call: null })
  })
})

describe("[F2][K10] to whom a call may be handed", () => {
  test("are members with a role in its inbox, and queues that have one of them; nobody else is told", async () => {
    const [{ account, call, own }, foreign] = [await oneTalks(), await staffed(db, 1)]
    const targets = (member: Parameters<typeof as>[1]) =>
      as(db.pool, member, (client) =>
        ask<{ member_ids: string[]; queues: { id: string }[] }>(client, "public.list_transfer_targets($1)", [
          account.inbox().id,
        ]),
      )
    const everybody = Object.values(account.members)
      .map(({ id }) => id)
      .toSorted()
    const found = await targets(own.member)
    expect(found.member_ids.toSorted()).toEqual(everybody)
    expect(found.queues.map(({ id }) => id)).toEqual([account.inbox().queueId])
    await db.query("delete from public.queue_agents where queue_id = $1", [account.inbox().queueId])
    await db.query("delete from public.inbox_members where member_id = any($1) and member_id <> $2", [
      everybody,
      call.memberId,
    ])
    expect(await targets(own.member)).toEqual({ member_ids: [call.memberId], queues: [] })
    await expect(targets(foreign.member("agent0"))).rejects.toThrow("not_allowed")
  })
})
