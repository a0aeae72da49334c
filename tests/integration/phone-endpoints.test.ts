import { afterEach, expect, test } from "vitest"
import { AppSession } from "./support/app-session.ts"
import { callBecomes } from "./support/tables.ts"
import { World } from "./support/world.ts"

let world: World

afterEach(() => world.close())

test("[B4] a softphone token needs the phone sign-in, not only the app's", async () => {
  world = await World.open()
  const session = await AppSession.signIn(world.product, world.account.member("first"))
  const before = await session.post("/api/phone/token")
  expect([before.status, await before.json()]).toEqual([403, { code: "phone_signed_out" }])
  const { phonePassword } = world.account.member("first")
  await session.client.rpc("sign_in_phone", { p_password: phonePassword })
  const after = await session.post("/api/phone/token")
  expect(after.status).toBe(200)
  const { token, identity } = (await after.json()) as { token: string; identity: string }
  expect(identity).toBe(world.account.member("first").identity)
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())
  expect(claims.exp - claims.iat).toBeLessThanOrEqual(3_600)
  expect(claims.grants.voice).toEqual({
    incoming: { allow: true },
    outgoing: { application_sid: world.product.env.TWILIO_APPLICATION_SID },
  })
})

test("[A2] without the phone option there is no token", async () => {
  world = await World.open({ cloudPhone: false })
  const session = await AppSession.signIn(world.product, world.account.member("first"))
  const answer = await session.post("/api/phone/token")
  expect([answer.status, await answer.json()]).toEqual([403, { code: "phone_off" }])
})

test("[A2] no phone endpoint serves who has signed out of the app, of the phone, or lost the option", async () => {
  world = await World.open()
  const { phonePassword } = world.account.member("first")
  const paths = [
    "token",
    "hangup",
    "leave",
    "lost",
    ...["acknowledge", "ringing", "decline"].map((what) => `offers/${crypto.randomUUID()}/${what}`),
  ]
  const body = { leg_id: crypto.randomUUID() }
  const answers = async (session: AppSession) =>
    Object.fromEntries(
      await Promise.all(
        paths.map(
          async (path): Promise<[string, number]> => [
            path,
            (await session.post(`/api/phone/${path}`, body)).status,
          ],
        ),
      ),
    )
  const all = (statuses: Record<string, number>, status: number) =>
    expect(new Set(Object.values(statuses)), JSON.stringify(statuses)).toEqual(new Set([status]))
  const setOption = (isOn: boolean) =>
    world.db.query("update public.entitlements set cloud_phone = $2 where account_id = $1", [
      world.account.id,
      isOn,
    ])

  const session = await AppSession.signIn(world.product, world.account.member("first"))
  all(await answers(session), 403)
  await session.client.rpc("sign_in_phone", { p_password: phonePassword })
  const served = await answers(session)
  expect([served.token, served.leave]).toEqual([200, 204])

  await setOption(false)
  all(await answers(session), 403)
  await setOption(true)
  await session.client.rpc("sign_out_phone")
  all(await answers(session), 403)

  // The token lives on for up to an hour after the app session has ended.
  await session.client.rpc("sign_in_phone", { p_password: phonePassword })
  await world.db.query("delete from auth.sessions where user_id = $1", [world.account.member("first").userId])
  all(await answers(session), 403)
  const { data } = await session.client.rpc("phone_state")
  expect(data).toEqual({ signed_in: false })
  const { error } = await session.client.rpc("sign_in_phone", { p_password: phonePassword })
  expect(error).toMatchObject({ message: "not_signed_in" })
})

test("nobody but the offered agent can acknowledge or decline an offer, or learn of it", async () => {
  world = await World.open()
  const first = await world.agent("first", { acknowledges: false })
  const stranger = await AppSession.signIn(world.product, world.account.member("second"))
  await stranger.client.rpc("sign_in_phone", { p_password: world.account.member("second").phonePassword })
  await stranger.client.rpc("set_agent_status", { p_status: "offline" })
  const offered = first.nextOffer()
  const { sid } = await world.call()
  const offerId = await offered
  for (const what of ["acknowledge", "ringing", "decline"]) {
    const answer = await stranger.post(`/api/phone/offers/${offerId}/${what}`)
    expect([answer.status, await answer.json()], what).toEqual([409, { code: "offer_closed" }])
  }
  const call = await callBecomes(world.db, sid, ({ offers }) => offers.length > 0)
  expect(call.offers[0]?.state).toBe("announced")
})

test("without a session every phone endpoint refuses", async () => {
  world = await World.open()
  const paths = ["token", "leave", "hangup", "lost", `offers/${crypto.randomUUID()}/acknowledge`]
  for (const path of paths) {
    const answer = await fetch(`${world.product.appUrl}/api/phone/${path}`, { method: "POST" })
    expect(answer.status, path).toBe(401)
  }
})

test("the tick is refused without its secret", async () => {
  world = await World.open()
  const { appUrl, env } = world.product
  const tick = (authorization: string) =>
    fetch(`${appUrl}/api/tick`, { method: "POST", headers: { authorization } })
  expect((await tick("Bearer wrong")).status).toBe(401)
  expect((await tick("")).status).toBe(401)
  expect((await tick(`Bearer ${env.TICK_SECRET}`)).status).toBe(200)
})
