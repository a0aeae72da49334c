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
  expect(claims.grants.voice).toEqual({ incoming: { allow: true } })
})

test("[A2] without the phone option there is no token", async () => {
  world = await World.open({ cloudPhone: false })
  const session = await AppSession.signIn(world.product, world.account.member("first"))
  const answer = await session.post("/api/phone/token")
  expect([answer.status, await answer.json()]).toEqual([403, { code: "phone_off" }])
})

test("nobody but the offered agent can acknowledge or decline an offer, or learn of it", async () => {
  world = await World.open()
  const first = await world.agent("first", { acknowledges: false })
  const stranger = await AppSession.signIn(world.product, world.account.member("second"))
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
  const paths = ["token", "leave", "hangup", `offers/${crypto.randomUUID()}/acknowledge`]
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
