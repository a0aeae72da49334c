import { randomUUID } from "node:crypto"
import { beforeAll, describe, expect, test } from "vitest"
import type { TestAccount } from "../support/accounts.ts"
import { type CallRow, insertCall, insertLiveLeg, insertOffer } from "./support/calls.ts"
import { as, call, openDatabase, type Persona } from "./support/database.ts"

const db = openDatabase()

interface Page {
  rows: { id: string; started_at: string; offered: unknown[]; talked: unknown[] }[]
  contacts: { name: string }[]
}

const list = (who: Persona, asked: Record<string, unknown> = {}) => {
  const names = Object.keys(asked)
  const given = names.map((name, index) => `${name} => $${index + 1}`).join(", ")
  return as(db.pool, who, (client) =>
    call<Page | null>(client, `public.list_calls(${given})`, Object.values(asked)),
  )
}
const ids = async (who: Persona, asked?: Record<string, unknown>) =>
  (await list(who, asked))?.rows.map(({ id }) => id)
const get = (who: Persona, id: string) =>
  as(db.pool, who, (client) =>
    call<{ log: Record<string, unknown>[]; members: Record<string, string> } | null>(
      client,
      "public.get_call($1)",
      [id],
    ),
  )

/** A call that began at `at`, over as given; a member's offer of it, where it is to have one, was declined. */
async function over(
  account: TestAccount,
  at: string,
  more: { place?: number; number?: string; outcome?: string; reason?: string; direction?: string } = {},
): Promise<CallRow> {
  const { place = 0, number, outcome = "missed", reason = "caller_gave_up", direction = "inbound" } = more
  const made = await insertCall(db.pool, account, { place, ...(number && { customerNumber: number }) })
  await db.query(
    `update public.calls set started_at = $2, queued_at = $2, ended_at = $2::timestamptz + interval '1 minute', state = 'ended',
       outcome = $3, reason = $4, direction = $5 where id = $1`,
    [made.id, at, outcome, outcome === "answered" ? null : reason, direction],
  )
  return made
}

describe("the call log", () => {
  let account: TestAccount
  let [tokyoMorning, tokyoNight, answered, elsewhere]: CallRow[] = []

  beforeAll(async () => {
    account = await db.createAccount({
      inboxes: ["One", "Two"],
      members: {
        both: { inboxes: { 0: "assistant", 1: "assistant" } },
        one: { inboxes: { 0: "assistant" } },
        owner: { role: "owner" },
        gone: { inboxes: { 0: "admin" }, isDisabled: true },
      },
    })
    // 15:00 UTC is midnight in Tokyo.
    tokyoNight = await over(account, "2026-11-24T14:59:59Z", { number: "+819011112222" })
    tokyoMorning = await over(account, "2026-11-24T15:00:00Z", {
      outcome: "refused",
      reason: "withheld_number",
    })
    answered = await over(account, "2026-11-25T02:00:00Z", { outcome: "answered", direction: "outbound" })
    elsewhere = await over(account, "2026-11-25T01:00:00Z", { place: 1, number: "+819011112222" })
    await insertOffer(db.pool, account, tokyoNight, account.member("one").id, "declined")
  })

  test("[K10] shows each the calls of the inboxes they have a role in, and nothing to anybody else", async () => {
    const all = [answered?.id, elsewhere?.id, tokyoMorning?.id, tokyoNight?.id]
    expect(await ids(account.member("both"))).toEqual(all)
    expect(await ids(account.member("one"))).toEqual(all.filter((id) => id !== elsewhere?.id))
    for (const key of ["owner", "gone"]) expect(await ids(account.member(key))).toEqual([])
    expect(await list(account.member("one"), { p_inbox: account.inbox(1).id })).toBeNull()
    expect(await get(account.member("one"), elsewhere?.id ?? "")).toBeNull()
    expect(await get(account.member("owner"), answered?.id ?? "")).toBeNull()
    expect(await get(account.member("one"), answered?.id ?? "")).not.toBeNull()
  })

  test("[K10] the halves that run with their owner's rights ask for those of the caller themselves", async () => {
    const page = (key: string) =>
      as(db.pool, account.member(key), async (client) => {
        const { rows } = await client.query(
          "select private.call_page(null, null, null, null, null, null, null, null, null, null, 50) as id",
        )
        return rows.map(({ id }) => id)
      })
    const log = (key: string) =>
      as(db.pool, account.member(key), (client) => call(client, "private.call_log($1)", [elsewhere?.id]))
    expect(await page("both")).toContain(elsewhere?.id)
    expect(await log("both")).toEqual([])
    for (const key of ["one", "owner", "gone"]) {
      expect(await page(key)).not.toContain(elsewhere?.id)
      expect(await log(key)).toBeNull()
    }
  })

  test.each([
    [
      "a day of the account's calendar",
      () => ({ p_from: "2026-11-24", p_until: "2026-11-24" }),
      () => [tokyoNight],
    ],
    ["the day after it", () => ({ p_from: "2026-11-25" }), () => [answered, elsewhere, tokyoMorning]],
    ["an inbox", () => ({ p_inbox: account.inbox(1).id }), () => [elsewhere]],
    ["a direction", () => ({ p_direction: "outbound" }), () => [answered]],
    ["an outcome", () => ({ p_outcome: "refused" }), () => [tokyoMorning]],
    ["a reason", () => ({ p_reason: "caller_gave_up" }), () => [elsewhere, tokyoNight]],
    ["a member it was offered to", () => ({ p_member: account.member("one").id }), () => [tokyoNight]],
    ["a number", () => ({ p_number: "+819011112222" }), () => [elsewhere, tokyoNight]],
    ["a number on a day", () => ({ p_number: "+819011112222", p_until: "2026-11-24" }), () => [tokyoNight]],
  ])("is filtered by %s", async (_, asked, expected) => {
    expect(await ids(account.member("both"), asked())).toEqual(expected().map((one) => one?.id))
  })

  test("is filtered by a member who talked, and says who did", async () => {
    const live = await insertCall(db.pool, account)
    await db.query("update public.calls set state = 'talking', answered_at = now() where id = $1", [live.id])
    await insertLiveLeg(db.pool, live, account.member("both").id)
    const found = await list(account.member("both"), { p_member: account.member("both").id })
    expect(found?.rows).toMatchObject([
      { id: live.id, talked: [{ member_id: account.member("both").id }], offered: [] },
    ])
  })
})

test("pages of the call log join without gap or repetition over inboxes, also between calls of the same moment", async () => {
  const account = await db.createAccount({
    inboxes: ["One", "Two"],
    members: { agent: { inboxes: { 0: "assistant", 1: "assistant" } } },
  })
  const number = "+819033334444"
  for (let index = 0; index < 11; index++) {
    await over(account, `2026-11-25T0${Math.floor(index / 4)}:00:00Z`, { place: index % 2, number })
  }
  for (const asked of [{}, { p_number: number }]) {
    const seen: string[] = []
    for (let before = {}; ; ) {
      const rows = (await list(account.member("agent"), { ...asked, ...before, p_limit: 3 }))?.rows ?? []
      seen.push(...rows.map(({ id }) => id))
      const last = rows.at(-1)
      if (rows.length < 3 || !last) break
      before = { p_before_at: last.started_at, p_before_id: last.id }
    }
    expect(seen).toHaveLength(11)
    expect(new Set(seen).size).toBe(11)
  }
})

test("[K10] the log of a call says nothing the provider has named, and a contact's name only to those with a role in its book", async () => {
  const account = await db.createAccount({
    members: {
      reader: { inboxes: { 0: "operator" }, book: "assistant" },
      bookless: { inboxes: { 0: "operator" } },
    },
  })
  const made = await over(account, "2026-11-25T01:00:00Z")
  const facts = [
    { kind: "leg_started", legId: randomUUID(), number: "+819011112222", providerLegId: "CA-secret" },
    { kind: "leg_started", legId: randomUUID(), number: null, providerLegId: null },
    { kind: "stay_opened", conferenceId: "CF-secret" },
    { kind: "recording_ready", providerRecordingId: "RE-secret" },
    { kind: "effect_given_up", effect: "end_leg", target: "leg", error: "said: secret" },
  ]
  for (const [index, { kind, ...payload }] of facts.entries()) {
    await db.query(
      "insert into public.call_events (call_id, account_id, position, kind, payload, occurred_at) values ($1, $2, $3, $4, $5, now())",
      [made.id, account.id, index + 1, kind, payload],
    )
  }
  await db.query(
    `with contact as (insert into public.contacts (account_id, address_book_id, name) values ($1, $2, '久保田') returning id)
     update public.calls set contact_id = contact.id from contact where calls.id = $3`,
    [account.id, account.addressBookId, made.id],
  )
  const found = await get(account.member("reader"), made.id)
  expect(JSON.stringify(found)).not.toContain("secret")
  expect(found?.log).toMatchObject([
    { kind: "leg_started", number: "+819011112222", providerLegId: "-" },
    { providerLegId: null },
    { conferenceId: "-" },
    { providerRecordingId: "-" },
    { effect: "end_leg", error: "-" },
  ])
  const names = async (key: string) => (await list(account.member(key)))?.contacts.map(({ name }) => name)
  expect(await names("reader")).toEqual(["久保田"])
  expect(await names("bookless")).toEqual([])
})
