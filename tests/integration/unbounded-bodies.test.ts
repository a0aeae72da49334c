import http from "node:http"
import { afterAll, beforeAll, expect, inject, test } from "vitest"
import { endpoints } from "../leaks/matrix.ts"
import { AppSession } from "./support/app-session.ts"
import { World } from "./support/world.ts"

let world: World
let session: AppSession
beforeAll(async () => {
  world = await World.open()
  session = await AppSession.signIn(world.product, world.account.member("first"))
  const { phonePassword } = world.account.member("first")
  await session.client.rpc("sign_in_phone", { p_password: phonePassword })
})
afterAll(() => world.close())

/**
 * The status of the answer to a body that never ends: `sentBytes` of it are sent, then nothing more comes. Whoever
 * waits for the rest does not answer.
 */
function answerTo(address: string, headers: Record<string, string>, sentBytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(address, { method: "POST", headers, timeout: 10_000 }, (response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
    request.once("timeout", () => request.destroy(new Error(`${address} waits for the rest of the body`)))
    request.once("error", reject)
    request.write(Buffer.alloc(sentBytes, "a=1&"))
  })
}

/** The only one whose credential is in the body itself. */
const signIn = "POST /api/session"
const refusals: Record<string, number> = { signed: 403, own: 401, ticker: 401 }
const posts = Object.entries(endpoints).flatMap(([name, rights]) => {
  const [method, path = ""] = name.split(" ")
  const status = typeof rights === "string" ? refusals[rights] : 401
  return method === "POST" && status ? [[path.replace("[id]", crypto.randomUUID()), status] as const] : []
})

test("[K10] every endpoint that takes a body is asked", () => {
  const all = Object.keys(endpoints).filter((name) => name.startsWith("POST") && name !== signIn)
  expect(posts).toHaveLength(all.length)
})

test("[K10] signing in takes in no more of a body than a mail address and a password need", async () => {
  const headers = { "content-type": "application/json" }
  expect(await answerTo(`${world.product.appUrl}${signIn.split(" ")[1]}`, headers, 4097)).toBe(400)
})

test.each(posts)("[K10] %s refuses an endless body of whoever has no credential", async (path, status) => {
  const { appUrl } = world.product
  expect(await answerTo(`${appUrl}${path}`, { "content-type": "application/json" }, 64)).toBe(status)
})

test.each(posts.filter(([path]) => path.startsWith("/api/twilio/")))(
  "[K10] %s reads no more than 64 KB of who claims to be the provider",
  async (path) => {
    const headers = {
      "x-twilio-signature": "c2lnbmF0dXJl",
      "content-type": "application/x-www-form-urlencoded",
    }
    expect(await answerTo(`${world.product.appUrl}${path}`, headers, 65 * 1024)).toBe(413)
  },
)

test("[K10] the phone's endpoints take in no more of a body than they need", async () => {
  const headers = { cookie: session.cookieHeader(), "content-type": "application/json" }
  const { appUrl } = world.product
  expect(await answerTo(`${appUrl}/api/phone/hangup`, headers, 8192)).toBe(400)
})

test("[K10] a form without a session is refused above 64 KB", async () => {
  const { appUrl } = inject("product")
  const post = (characters: number) => {
    const body = new FormData()
    body.set("email", `${"a".repeat(characters)}@test.example`)
    return fetch(`${appUrl}/sign-in`, { method: "POST", body })
  }
  expect((await post(70_000)).status).toBe(413)
  expect((await post(60_000)).status).not.toBe(413)
})

test("[K10] the routing function reads no more than an event", async () => {
  const { supabase, env } = world.product
  const headers = { "x-routing-secret": env.ROUTING_SECRET ?? "", "content-type": "application/json" }
  const url = `${supabase.url}/functions/v1/routing`
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify("a".repeat(17_000)) })
  expect(answer.status).toBe(413)
})
