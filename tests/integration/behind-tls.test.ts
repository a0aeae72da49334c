import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startApp } from "../../local/product/app.ts"
import { testDistDir } from "../../local/product/build.ts"
import { systemEnvironment } from "../../local/product/environment.ts"
import { freePort } from "./support/free-port.ts"
import { World } from "./support/world.ts"

let world: World
let app: Awaited<ReturnType<typeof startApp>>
let address: string
const folder = mkdtempSync(join(tmpdir(), "toritsugi-behind-tls-"))

// The same build as people reach over TLS: their address is https, and what ends it asks for the app over http.
beforeAll(async () => {
  world = await World.open()
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  app = await startApp({
    mode: "production",
    port,
    distDir: process.env.TEST_DIST_DIR ?? testDistDir(),
    env: { ...systemEnvironment(), ...world.product.env, APP_URL: "https://phone.example.jp" },
    runDir: folder,
    logDir: folder,
  })
})
afterAll(async () => {
  await app.stop("SIGTERM", 5000)
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

test("every cookie of the session is Secure", async () => {
  const { userId: user_id, email, password } = world.account.member("first")
  const answer = await fetch(`${address}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user_id, email, password }),
  })
  expect(answer.status).toBe(204)
  const cookies = answer.headers.getSetCookie()
  expect(cookies.length).toBeGreaterThan(0)
  expect(cookies.filter((cookie) => !/; secure/i.test(cookie))).toEqual([])
})

test("a page asks for TLS from then on, also when nothing says that this request came over it", async () => {
  const answer = await fetch(`${address}/sign-in`)
  await answer.body?.cancel()
  expect(answer.headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/)
  expect(answer.headers.get("content-security-policy")).toContain(
    "form-action 'self' https://phone.example.jp",
  )
})
