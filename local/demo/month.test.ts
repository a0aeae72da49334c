import { describe, expect, test } from "vitest"
import { replay } from "../../supabase/functions/_shared/calls/evolve.ts"
import { fact } from "../../supabase/functions/_shared/calls/facts.ts"
import type { Append } from "../../supabase/functions/routing/append.ts"
import { agent, context, template } from "../../tests/support/call-context.ts"
import type { DemoAccount, Line } from "./account.ts"
import { idOf } from "./chance.ts"
import { tellMonth } from "./month.ts"

const now = "2026-11-28T05:30:00.000Z"

/** An account as the database would read it, with three agents on either line. */
function demoAccount(): DemoAccount {
  const agents = ["one", "two", "three"].map((name, place) =>
    agent(name, { memberId: idOf(name), idleSince: "2026-09-01T00:00:00.000Z" }, place),
  )
  const line = (name: string, dialled: string): Line => {
    const { number, queue } = context()
    if (!number || !queue) throw new Error("there is a number with a flow")
    const opening = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" }))
    const queueId = idOf(`${name} queue`)
    const ids = { id: idOf(`${name} number`), inboxId: idOf(`${name} inbox`), accountId: idOf("account") }
    return {
      number: {
        ...number,
        ...ids,
        flowVersionId: idOf("v"),
        number: dialled,
      },
      queue: { ...queue, id: queueId },
      flow: template(queueId, { opening, greeting: "お電話ありがとうございます。" }),
      candidates: agents,
      labels: new Map([["至急", idOf("label")]]),
      operators: new Set([idOf("one")]),
    }
  }
  return {
    id: idOf("account"),
    lines: { support: line("support", "+81312345678"), repair: line("repair", "+815012345678") },
    users: new Map(agents.map(({ memberId }) => [memberId, idOf(`user ${memberId}`)])),
    customers: Array.from({ length: 40 }, (_, n) => ({
      contactId: idOf(`contact ${n}`),
      number: `+8190${12_345_678 + n}`,
    })),
  }
}

const told = tellMonth(demoAccount(), now)
const appends = told.flatMap((one) => ("append" in one ? one.append : []))
const calls = appends.filter(({ expected_version }) => expected_version === 0)

function factsOf({ events }: Append) {
  return events.map(({ kind, payload, occurred_at }) => fact.parse({ ...payload, kind, at: occurred_at }))
}

describe("the demo's month", () => {
  test("[K1] every call told is the fold of its facts, in the order of time, and over", () => {
    expect(calls.length).toBeGreaterThan(300)
    for (const append of calls) {
      const facts = factsOf(append)
      const folded = replay(facts)
      expect(folded).toMatchObject({
        id: append.call_id,
        version: append.call?.version,
        phase: "ended",
        outcome: append.call?.outcome,
        reason: append.call?.reason,
        answeredAt: append.call?.answered_at,
        endedAt: append.call?.ended_at,
      })
      const times = facts.map(({ at }) => at)
      expect(times).toEqual(times.toSorted())
      expect(append.legs.every(({ state }) => state === "ended")).toBe(true)
      expect(append.offers.every(({ decided_at }) => decided_at !== null)).toBe(true)
    }
  })

  test("[E2] nobody is asked or talks in two calls at once, in all the month", () => {
    const spans = calls.flatMap(({ offers, legs }) => [
      ...offers.map((one) => [one.member_id, one.announced_at, one.decided_at, one.leg_id] as const),
      ...legs.flatMap((one) =>
        one.member_id === null ? [] : [[one.member_id, one.started_at, one.left_at, one.id] as const],
      ),
    ])
    for (const [member, began, ended, leg] of spans) {
      const others = spans.filter(
        (other) =>
          other[0] === member && other[3] !== leg && other[1] < (ended ?? now) && (other[2] ?? now) > began,
      )
      expect(others).toEqual([])
    }
  })

  test("holds every way a call can go, and what people do about it", () => {
    const reasons = new Set(calls.map(({ call }) => call?.reason ?? call?.outcome))
    expect([...reasons].toSorted()).toEqual(
      ["answered", "caller_gave_up", "nobody_answered", "nobody_available", "out_of_hours"].toSorted(),
    )
    const deeds = new Set(told.flatMap((one) => ("deed" in one ? one.deed.does : [])))
    expect(deeds.size).toBe(5)
    const offers = calls.flatMap((one) => one.offers.map(({ state }) => state))
    expect(new Set(offers)).toEqual(new Set(["accepted", "declined", "lapsed", "withdrawn"]))
  })

  test("is told the same every time, and nothing of it lies ahead", () => {
    expect(tellMonth(demoAccount(), now)).toEqual(told)
    expect(told.map(({ at }) => at)).toEqual(told.map(({ at }) => at).toSorted())
    expect(told.every(({ at }) => at <= now)).toBe(true)
  })

  test.each([
    "2026-11-29T22:05:00.000Z",
    "2026-12-05T17:45:00.000Z",
    "2026-12-31T15:01:00.000Z",
    "2027-02-14T03:00:00.000Z",
    "2027-08-13T23:30:00.000Z",
  ])("leaves something open, on hold and to be rung back in each inbox, told at %s", (moment) => {
    const account = demoAccount()
    const known = new Set(account.customers.map(({ number }) => number))
    const last = new Map<string, string>()
    const callers = new Map<string, string>()
    for (const one of tellMonth(account, moment)) {
      if ("append" in one) {
        const { call, call_id: id } = one.append
        if (!call || one.append.expected_version > 0 || id === null) continue
        callers.set(id, `${call.inbox_id} ${call.customer_number}`)
        if (call.outcome !== "answered") last.set(callers.get(id) ?? "", "missed")
        continue
      }
      const caller = callers.get(one.callId) ?? ""
      if (one.deed.does === "record_memo") last.set(caller, one.deed.status)
      if (one.deed.does === "handle_missed" || one.deed.does === "settle_ticket") last.set(caller, "done")
    }
    for (const { number } of Object.values(account.lines)) {
      const here = [...last].filter(([caller]) => caller.startsWith(number.inboxId))
      const of = (state: string, isKnown?: boolean) =>
        here.filter(
          ([caller, kept]) =>
            kept === state && (isKnown === undefined || known.has(caller.split(" ")[1] ?? "") === isKnown),
        ).length
      expect(of("open", true), "open of known").toBeGreaterThan(0)
      expect(of("open", false), "open of unknown").toBeGreaterThan(0)
      expect(of("on_hold"), "on hold").toBeGreaterThan(0)
      expect(of("missed"), "to ring back").toBeGreaterThan(0)
    }
  })
})
