import { expect, test } from "vitest"
import { shortestPassword } from "../../lib/auth/rules.ts"
import { as, call, openDatabase } from "./support/database.ts"

const db = openDatabase(undefined, 12)

interface Answer {
  message?: string
  details?: string
  phone_session_id?: string
}

async function member() {
  const account = await db.createAccount()
  const me = account.member("first")
  const signIn = (password: string) =>
    as(db.pool, me, (client) => call<Answer>(client, "public.sign_in_phone($1)", [password]))
  return { me, signIn }
}

test("[B4] five wrong phone passwords lock for fifteen minutes, during which the right one does not help", async () => {
  const { me, signIn } = await member()
  for (const left of ["4", "3", "2", "1"]) {
    expect(await signIn("wrong")).toMatchObject({ message: "wrong_phone_password", details: left })
  }
  const locked = await signIn("wrong")
  expect(locked.message).toBe("phone_locked")
  const minutes = (Date.parse(locked.details ?? "") - Date.now()) / 60_000
  expect(minutes).toBeGreaterThan(14.5)
  expect(minutes).toBeLessThan(15.5)
  expect(await signIn(me.phonePassword)).toMatchObject({ message: "phone_locked", details: locked.details })

  await db.query(
    "update public.phone_credentials set locked_until = now() - interval '1 second' where member_id = $1",
    [me.id],
  )
  expect((await signIn(me.phonePassword)).phone_session_id).toBeTruthy()
})

test("[B4] guesses made at the same time are counted one by one", async () => {
  const { me, signIn } = await member()
  const answers = await Promise.all(Array.from({ length: 10 }, () => signIn("guess")))
  const codes = answers.map(({ message }) => message)
  expect(codes.filter((code) => code === "wrong_phone_password")).toHaveLength(4)
  expect(codes.filter((code) => code === "phone_locked")).toHaveLength(6)
  expect(await signIn(me.phonePassword)).toMatchObject({ message: "phone_locked" })
})

test("[B4] a right password clears the count of wrong ones", async () => {
  const { me, signIn } = await member()
  for (const _ of [1, 2, 3, 4]) await signIn("wrong")
  expect((await signIn(me.phonePassword)).phone_session_id).toBeTruthy()
  expect(await signIn("wrong")).toMatchObject({ details: "4" })
})

test("[B4] the app password does not open the phone", async () => {
  const { me, signIn } = await member()
  expect(me.password).not.toBe(me.phonePassword)
  expect(await signIn(me.password)).toMatchObject({ message: "wrong_phone_password" })
})

test("[B4] a phone password is kept as a bcrypt hash of cost ten, and a change of it leaves the app password", async () => {
  const { me } = await member()
  const appHash = () => db.query("select encrypted_password from auth.users where id = $1", [me.userId])
  const before = (await appHash()).rows
  const change = (old: string, next: string) =>
    as(db.pool, me, (client) =>
      call<Answer | null>(client, "public.change_phone_password($1, $2)", [old, next]),
    )
  expect(await change("wrong", "another-password")).toMatchObject({ message: "wrong_phone_password" })
  await expect(change(me.phonePassword, "x".repeat(shortestPassword - 1))).rejects.toMatchObject({
    message: "invalid_input",
  })
  await expect(change(me.phonePassword, "あ".repeat(25))).rejects.toMatchObject({ message: "invalid_input" })
  expect(await change(me.phonePassword, "x".repeat(shortestPassword))).toBeNull()
  expect(await change("x".repeat(shortestPassword), "another-password")).toBeNull()
  const { rows } = await db.query("select password_hash from public.phone_credentials where member_id = $1", [
    me.id,
  ])
  expect(rows[0].password_hash).toMatch(/^\$2[ab]\$1[0-9]\$/)
  expect((await appHash()).rows).toEqual(before)
})

test("[B4][B5] the owner sees who is locked, ends it before its time with or without a new password; nobody else may", async () => {
  const account = await db.createAccount()
  const stranger = await db.createAccount()
  const [owner, me] = [account.member("owner"), account.member("first")]
  const ask = <T>(who: { userId: string }, expression: string) =>
    as(db.pool, who, (client) => call<T>(client, expression))
  const signIn = (password: string) => ask<Answer>(me, `public.sign_in_phone('${password}')`)
  const lock = async () => {
    for (const _ of [1, 2, 3, 4, 5]) await signIn("wrong")
  }
  const locked = async () => {
    const users = await ask<{ member_id: string; locked_until: string | null }[]>(
      owner,
      "public.list_phone_users()",
    )
    return users.filter(({ locked_until }) => locked_until !== null).map(({ member_id }) => member_id)
  }
  expect(await locked()).toEqual([])
  await lock()
  expect(await locked()).toEqual([me.id])
  for (const who of [me, stranger.member("owner")])
    await expect(ask(who, `public.unlock_phone('${me.id}')`)).rejects.toMatchObject({
      message: "not_allowed",
    })
  await expect(ask(me, "public.list_phone_users()")).rejects.toMatchObject({ message: "not_allowed" })
  expect(await signIn(me.phonePassword)).toMatchObject({ message: "phone_locked" })

  await ask(owner, `public.unlock_phone('${me.id}')`)
  expect(await locked()).toEqual([])
  expect((await signIn(me.phonePassword)).phone_session_id).toBeTruthy()

  await lock()
  const reissued = await ask<string>(owner, `public.reissue_phone_password('${me.id}')`)
  expect((await signIn(reissued)).phone_session_id).toBeTruthy()
})
