import { expect, test } from "vitest"
import { as, call, openDatabase } from "./support/database.ts"

const db = openDatabase()
const [here, elsewhere] = ["here", "elsewhere"]

test("[A2] without the phone option nobody signs in to the phone", async () => {
  const account = await db.createAccount({ cloudPhone: false })
  const me = account.member("first")
  await expect(
    as(db.pool, me, (client) => call(client, "public.sign_in_phone($1)", [me.phonePassword])),
  ).rejects.toMatchObject({ message: "phone_off" })
})

test("who is not a phone user is told so; who is no member or disabled is refused", async () => {
  const account = await db.createAccount({
    members: { desk: { inboxes: { 0: "operator" }, isPhoneUser: false }, gone: { isDisabled: true } },
  })
  const signIn = (key: string) => {
    const me = account.member(key)
    return as(db.pool, me, (client) => call(client, "public.sign_in_phone($1)", [me.phonePassword]))
  }
  await expect(signIn("desk")).rejects.toMatchObject({ message: "not_a_phone_user" })
  await expect(signIn("gone")).rejects.toMatchObject({ message: "not_allowed" })
})

test("the same app sign-in keeps its phone session, another one takes the phone over", async () => {
  const account = await db.createAccount()
  const me = account.member("first")
  const signIn = (session: string | undefined) =>
    as(
      db.pool,
      me,
      (client) => call<{ phone_session_id: string }>(client, "public.sign_in_phone($1)", [me.phonePassword]),
      session,
    )
  const state = (session: string | undefined) =>
    as(db.pool, me, (client) => call<{ signed_in: boolean }>(client, "public.phone_state()"), session)
  const first = await signIn(here)
  expect(await signIn(here)).toEqual(first)
  const second = await signIn(elsewhere)
  expect(second.phone_session_id).not.toBe(first.phone_session_id)
  expect(await state(here)).toEqual({ signed_in: false })
  expect(await state(elsewhere)).toMatchObject({ signed_in: true, phone_session_id: second.phone_session_id })
  const beat = await as(
    db.pool,
    me,
    (client) => call(client, "public.beat($1)", [first.phone_session_id]),
    here,
  )
  expect(beat).toMatchObject({ ok: false })
})

test("[B7] signing in makes available, signing out makes offline, and nobody is available without a session", async () => {
  const account = await db.createAccount()
  const me = account.member("first")
  const run = <T>(expression: string, values: unknown[] = []) =>
    as(db.pool, me, (client) => call<T>(client, expression, values), here)
  const status = async () =>
    (await db.query("select status, status_cause from public.agent_presence where member_id = $1", [me.id]))
      .rows[0]
  await expect(run("public.set_agent_status('available')")).rejects.toMatchObject({
    message: "phone_signed_out",
  })
  await run("public.sign_in_phone($1)", [me.phonePassword])
  expect(await status()).toEqual({ status: "available", status_cause: "signed_in" })
  await run("public.set_agent_status('offline', '休憩')")
  expect(await run("public.phone_state()")).toMatchObject({ status: "offline", status_reason: "休憩" })
  await run("public.set_agent_status('available', '休憩')")
  expect(await run("public.phone_state()")).toMatchObject({ status: "available", status_reason: null })
  await run("public.sign_out_phone()")
  expect(await status()).toEqual({ status: "offline", status_cause: "signed_out" })
  expect(await run("public.phone_state()")).toEqual({ signed_in: false })
})

test("[B5] the owner reissues a phone password, which ends the old one and the session; nobody else may", async () => {
  const account = await db.createAccount({
    members: {
      owner: { role: "owner" },
      agent: { inboxes: { 0: "admin" } },
      other: { inboxes: { 0: "operator" } },
    },
  })
  const stranger = await db.createAccount()
  const agent = account.member("agent")
  const reissue = (who: { userId: string }) =>
    as(db.pool, who, (client) => call<string>(client, "public.reissue_phone_password($1)", [agent.id]))
  const signIn = (password: string) =>
    as(
      db.pool,
      agent,
      (client) => call<{ message?: string }>(client, "public.sign_in_phone($1)", [password]),
      here,
    )
  await signIn(agent.phonePassword)
  for (const who of [agent, account.member("other"), stranger.member("owner")]) {
    await expect(reissue(who)).rejects.toMatchObject({ message: "not_allowed" })
  }
  const password = await reissue(account.member("owner"))
  expect(password).toMatch(/^[a-z2-9A]{16}$/)
  expect(await as(db.pool, agent, (client) => call(client, "public.phone_state()"), here)).toEqual({
    signed_in: false,
  })
  expect(await signIn(agent.phonePassword)).toMatchObject({ message: "wrong_phone_password" })
  expect((await signIn(password)).message).toBeUndefined()
})

test("who is disabled or loses the phone is signed out of it", async () => {
  const account = await db.createAccount()
  for (const [key, change] of [
    ["first", "disabled_at = now()"],
    ["second", "is_phone_user = false"],
  ] as const) {
    const me = account.member(key)
    await as(db.pool, me, (client) => call(client, "public.sign_in_phone($1)", [me.phonePassword]))
    await db.query(`update public.members set ${change} where id = $1`, [me.id])
    const { rows } = await db.query(
      `select p.status, (select count(*)::int from public.phone_sessions s where s.member_id = p.member_id and s.ended_at is null) as open
       from public.agent_presence p where p.member_id = $1`,
      [me.id],
    )
    expect(rows[0]).toEqual({ status: "offline", open: 0 })
  }
})
