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
  await run("public.set_agent_status('offline', 'break')")
  expect(await run("public.phone_state()")).toMatchObject({ status: "offline", status_reason: "break" })
  await run("public.set_agent_status('available', 'break')")
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

test("[B8] a reason for being offline is one of the account's, which its owner sets", async () => {
  const account = await db.createAccount({
    members: { owner: { role: "owner" }, agent: { inboxes: { 0: "admin" } } },
  })
  const stranger = await db.createAccount()
  const [owner, agent] = [account.member("owner"), account.member("agent")]
  const choose = (reason: string) =>
    as(db.pool, agent, (client) => call(client, "public.set_agent_status('offline', $1)", [reason]))
  const add = (who: { userId: string }, reason: string) =>
    as(db.pool, who, (client) =>
      client.query("insert into public.offline_reasons (account_id, name) values ($1, $2)", [
        account.id,
        reason,
      ]),
    )
  await as(db.pool, agent, (client) => call(client, "public.sign_in_phone($1)", [agent.phonePassword]))
  await expect(choose("健康診断")).rejects.toMatchObject({ message: "invalid_input", detail: "reason" })
  for (const who of [agent, stranger.member("owner")])
    await expect(add(who, "健康診断")).rejects.toMatchObject({ code: "42501" })
  await add(owner, "健康診断")
  await choose("健康診断")
  const me = await as(db.pool, agent, (client) =>
    call<{ account: { offline_reasons: string[] } }>(client, "public.my_member()"),
  )
  expect(me.account.offline_reasons.toSorted()).toEqual(["away", "break", "meeting", "健康診断"])
  // Who gave it keeps it when it is struck off the list.
  await as(db.pool, owner, (client) =>
    client.query("delete from public.offline_reasons where name = '健康診断'"),
  )
  expect(await as(db.pool, agent, (client) => call(client, "public.phone_state()"))).toMatchObject({
    status_reason: "健康診断",
  })
  await expect(choose("健康診断")).rejects.toMatchObject({ message: "invalid_input" })
  await expect(add(owner, " ")).rejects.toMatchObject({ code: "23514" })
})

test("[B4] with single sign-on no phone password is asked for; without it nobody comes in without one", async () => {
  const account = await db.createAccount()
  const [owner, me] = [account.member("owner"), account.member("first")]
  const signIn = () =>
    as(db.pool, me, (client) =>
      call<{ message?: string; details?: string; status?: string }>(client, "public.sign_in_phone()"),
    )
  const switchTo = (who: { userId: string }, isOn: boolean) =>
    as(db.pool, who, (client) =>
      client.query("update public.accounts set is_phone_single_sign_on = $2 where id = $1", [
        account.id,
        isOn,
      ]),
    )
  // A page that was not told yet guesses nothing: the sixth time is as the first.
  for (let time = 0; time < 6; time++)
    expect(await signIn()).toMatchObject({ message: "wrong_phone_password" })
  expect((await switchTo(me, true)).rowCount).toBe(0)
  expect((await switchTo(owner, true)).rowCount).toBe(1)
  expect(await signIn()).toMatchObject({ status: "available" })
  await as(db.pool, me, (client) => call(client, "public.sign_out_phone()"))
  await switchTo(owner, false)
  expect(await signIn()).toMatchObject({ message: "wrong_phone_password" })
  const withOne = await as(db.pool, me, (client) =>
    call<{ status?: string }>(client, "public.sign_in_phone($1)", [me.phonePassword]),
  )
  expect(withOne.status).toBe("available")
})

test("[K6] signing out of the phone ends it in whichever browser it was begun", async () => {
  const account = await db.createAccount()
  const me = account.member("first")
  const run = <T>(session: string, expression: string) =>
    as(db.pool, me, (client) => call<T>(client, expression), session)
  await run(here, `public.sign_in_phone('${me.phonePassword}')`)
  await run(elsewhere, "public.sign_out_phone()")
  expect(await run(here, "public.phone_state()")).toEqual({ signed_in: false })
})

test("[B5] who came by a mailed link sets a new phone password, and nobody else", async () => {
  const account = await db.createAccount()
  const me = account.member("first")
  const set = (amr: unknown, password = "by-mail-chosen") =>
    as(
      db.pool,
      me,
      async (client) => {
        await client.query(
          "select set_config('request.jwt.claims', (current_setting('request.jwt.claims')::jsonb || jsonb_build_object('amr', $1::jsonb))::text, true)",
          [JSON.stringify(amr)],
        )
        return call(client, "public.set_mailed_phone_password($1)", [password])
      },
      elsewhere,
    )
  const signIn = (password: string) =>
    as(
      db.pool,
      me,
      (client) => call<{ message?: string }>(client, "public.sign_in_phone($1)", [password]),
      here,
    )
  const ago = (minutes: number) => Math.floor(Date.now() / 1000) - minutes * 60
  const appHash = async () =>
    (await db.query("select encrypted_password from auth.users where id = $1", [me.userId])).rows
  const before = await appHash()

  await signIn(me.phonePassword)
  for (const amr of [
    [{ method: "password", timestamp: ago(0) }],
    [{ method: "otp", timestamp: ago(16) }],
    [{ method: "otp" }],
    [],
    null,
  ])
    await expect(set(amr), JSON.stringify(amr)).rejects.toMatchObject({ message: "not_allowed" })
  expect(await as(db.pool, me, (client) => call(client, "public.phone_state()"), here)).toMatchObject({
    signed_in: true,
  })

  for (let time = 0; time < 5; time++) await signIn("wrong")
  expect(await signIn(me.phonePassword)).toMatchObject({ message: "phone_locked" })
  const byMail = [{ method: "otp", timestamp: ago(1) }]
  await expect(set(byMail, "short")).rejects.toMatchObject({ message: "invalid_input" })
  await set(byMail)
  expect(await as(db.pool, me, (client) => call(client, "public.phone_state()"), here)).toEqual({
    signed_in: false,
  })
  expect(await signIn(me.phonePassword)).toMatchObject({ message: "wrong_phone_password" })
  expect((await signIn("by-mail-chosen")).message).toBeUndefined()
  expect(await appHash()).toEqual(before)
})
