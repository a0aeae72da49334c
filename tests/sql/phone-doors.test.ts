import { randomUUID } from "node:crypto"
import { describe, expect, test } from "vitest"
import type { TestAccount, TestMember } from "../support/accounts.ts"
import { as, call, openDatabase } from "./support/database.ts"

const db = openDatabase()

type State = "signed in" | "signed out of the app" | "signed out of the phone" | "option off" | "disabled"

/** What each function of the phone answers to whom: a refusal, or nothing. `{phone}` is the phone session they had. */
const doors: Record<string, Record<State, string | null>> = {
  "public.set_agent_status('available')": {
    "signed in": null,
    "signed out of the app": "not_signed_in",
    "signed out of the phone": "phone_signed_out",
    "option off": "phone_off",
    disabled: "not_allowed",
  },
  "public.finish_after_call()": {
    "signed in": null,
    "signed out of the app": "not_signed_in",
    "signed out of the phone": "phone_signed_out",
    "option off": "phone_off",
    disabled: "not_allowed",
  },
  "public.extend_after_call()": {
    "signed in": "after_call_over",
    "signed out of the app": "not_signed_in",
    "signed out of the phone": "phone_signed_out",
    "option off": "phone_off",
    disabled: "not_allowed",
  },
  "public.unlock_phone('{member}')": {
    "signed in": null,
    "signed out of the app": "not_signed_in",
    "signed out of the phone": null,
    "option off": null,
    disabled: "not_allowed",
  },
  "public.set_mailed_phone_password('another-password')": {
    "signed in": "not_allowed",
    "signed out of the app": "not_signed_in",
    "signed out of the phone": "not_allowed",
    "option off": "phone_off",
    disabled: "not_allowed",
  },
  "public.sign_in_phone('{password}')": {
    "signed in": null,
    "signed out of the app": "not_signed_in",
    "signed out of the phone": null,
    "option off": "phone_off",
    disabled: "not_allowed",
  },
  "public.change_phone_password('{password}', 'another-password')": {
    "signed in": null,
    "signed out of the app": "not_signed_in",
    "signed out of the phone": null,
    "option off": "phone_off",
    disabled: "not_allowed",
  },
  "public.reissue_phone_password('{member}')": {
    "signed in": null,
    "signed out of the app": "not_signed_in",
    "signed out of the phone": null,
    "option off": null,
    disabled: "not_allowed",
  },
  "public.sign_out_phone()": {
    "signed in": null,
    "signed out of the app": "not_signed_in",
    "signed out of the phone": null,
    "option off": null,
    disabled: null,
  },
}

/** Those that answer rather than refuse. */
const answers: Record<string, { open: unknown; closed: unknown }> = {
  "public.phone_state()": { open: { signed_in: true }, closed: { signed_in: false } },
  "public.beat('{phone}')": { open: { ok: true }, closed: { ok: false } },
}

const states: State[] = [
  "signed in",
  "signed out of the app",
  "signed out of the phone",
  "option off",
  "disabled",
]

interface Person {
  account: TestAccount
  me: TestMember
  phone: string
  ask: (expression: string) => Promise<unknown>
}

/** As `as`, with a token whose app sign-in Auth has ended: the token itself goes on to be accepted. */
async function withEndedSignIn(me: TestMember, expression: string): Promise<unknown> {
  return as(db.pool, me, async (client) => {
    const claims = { role: "authenticated", sub: me.userId, session_id: randomUUID() }
    await client.query("select set_config('request.jwt.claims', $1, true)", [JSON.stringify(claims)])
    return call(client, expression)
  })
}

/** An owner with a phone who was signed in to app and phone, and what has happened since. */
async function inState(state: State): Promise<Person> {
  const account = await db.createAccount({
    members: { first: { role: "owner", inboxes: { 0: "operator" } }, other: { role: "owner" } },
  })
  const me = account.member("first")
  const run = <T>(expression: string) => as(db.pool, me, (client) => call<T>(client, expression))
  const { phone_session_id: phone } = await run<{ phone_session_id: string }>(
    `public.sign_in_phone('${me.phonePassword}')`,
  )
  if (state === "signed out of the phone") await run("public.sign_out_phone()")
  if (state === "option off") {
    await db.query("update public.entitlements set cloud_phone = false where account_id = $1", [account.id])
  }
  if (state === "disabled") {
    await as(db.pool, account.member("other"), (client) =>
      client.query("update public.members set disabled_at = now() where id = $1", [me.id]),
    )
  }
  // As Auth does it; the token lives on.
  if (state === "signed out of the app")
    await db.query("delete from auth.sessions where user_id = $1", [me.userId])
  const ask = (expression: string) => {
    const filled = expression
      .replace("{password}", me.phonePassword)
      .replace("{member}", account.member("other").id)
      .replace("{phone}", phone)
    return state === "signed out of the app"
      ? withEndedSignIn(me, filled)
      : as(db.pool, me, (client) => call(client, filled))
  }
  return { account, me, phone, ask }
}

describe.each(states)("[A2] [B4] who is %s", (state) => {
  test.each(Object.keys(doors))("asks %s", async (expression) => {
    const { ask } = await inState(state)
    const refusal = doors[expression]?.[state] ?? null
    if (refusal === null) await ask(expression)
    else await expect(ask(expression)).rejects.toMatchObject({ message: refusal })
  })

  test.each(Object.keys(answers))("reads %s", async (expression) => {
    const { ask } = await inState(state)
    const answer = answers[expression]
    expect(await ask(expression)).toMatchObject(
      (state === "signed in" ? answer?.open : answer?.closed) as object,
    )
  })
})

test("[B4] an app sign-in that Auth gave an end is over then", async () => {
  const { me, ask } = await inState("signed in")
  await db.query("update auth.sessions set not_after = now() - interval '1 second' where user_id = $1", [
    me.userId,
  ])
  expect(await ask("public.phone_state()")).toEqual({ signed_in: false })
})

test("[A2] without the option nobody of the account is signed in to the phone any more", async () => {
  const { account } = await inState("option off")
  const { rows } = await db.query(
    `select p.status, p.status_cause, (select count(*)::int from public.phone_sessions s
       where s.account_id = p.account_id and s.ended_at is null) as open
     from public.agent_presence p where p.member_id = $1`,
    [account.member("first").id],
  )
  expect(rows).toEqual([{ status: "offline", status_cause: "phone_taken_away", open: 0 }])
})
