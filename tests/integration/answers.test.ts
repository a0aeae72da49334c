import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { AppSession } from "./support/app-session.ts"
import { World } from "./support/world.ts"

const { appUrl } = inject("product")
let world: World
let session: AppSession
let scriptPath: string

beforeAll(async () => {
  world = await World.open()
  session = await AppSession.signIn(world.product, world.account.member("first"))
  const html = await (await fetch(`${appUrl}/sign-in`)).text()
  scriptPath = `/${/_next\/static\/[\w./~-]+\.js/.exec(html)?.[0]}`
})
afterAll(() => world.close())

type Ask = (init?: RequestInit) => Promise<Response>
const plain =
  (path: string, init: RequestInit = {}): Ask =>
  (more) =>
    fetch(`${appUrl}${path}`, { redirect: "manual", ...init, ...more })
const kinds: [string, number, Ask][] = [
  ["a page", 200, plain("/sign-in")],
  ["a page of somebody signed in", 200, (init) => session.fetch("/forgot-password", init)],
  ["a redirect", 307, plain("/tickets/1")],
  ["a page that is not there", 404, (init) => session.fetch("/nowhere/at/all", init)],
  ["the gallery, which is a developer's page", 404, (init) => session.fetch("/gallery", init)],
  ["an address nobody can read", 404, plain("/tickets/%E0%A4%A")],
  ["an endpoint", 200, plain("/api/health")],
  ["an endpoint's refusal", 401, plain("/api/phone/token", { method: "POST" })],
  ["an endpoint asked in the wrong way", 405, plain("/api/phone/token")],
  ["an endpoint that is not there", 404, plain("/api/nothing")],
  ["the provider's endpoint", 403, plain("/api/twilio/voice/inbound", { method: "POST" })],
  ["a script", 200, (init) => plain(scriptPath)(init)],
  ["a script that is not there", 404, plain("/_next/static/chunks/none.js")],
  ["a sound", 200, plain("/sounds/key-1.wav")],
  ["the icon", 200, plain("/icon.svg")],
]

describe("every answer", () => {
  test.each(kinds)(
    "%s cannot be framed, sniffed or sent along, and is TLS's alone behind it",
    async (_kind, status, ask) => {
      const answer = await ask()
      await answer.body?.cancel()
      expect(answer.status === 302 || answer.status === 303 ? 307 : answer.status).toBe(status)
      const { headers } = answer
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'")
      expect(headers.get("x-content-type-options")).toBe("nosniff")
      expect(headers.get("referrer-policy")).toBe("same-origin")
      expect(headers.get("permissions-policy")).toMatch(/\bmicrophone=\(self\).*\bcamera=\(\)/)
      expect(headers.get("strict-transport-security")).toBeNull()
      expect(headers.get("x-powered-by")).toBeNull()
      const behindTls = await ask({ headers: { "x-forwarded-proto": "https" } })
      await behindTls.body?.cancel()
      expect(behindTls.headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/)
    },
  )

  test("a page's scripts run by this answer's nonce alone", async () => {
    const answers = await Promise.all([fetch(`${appUrl}/sign-in`), fetch(`${appUrl}/sign-in`)])
    const nonces = answers.map(
      ({ headers }) => /'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "")?.[1],
    )
    expect(new Set(nonces).size).toBe(2)
    const [html = ""] = await Promise.all(answers.map((answer) => answer.text()))
    const tags = html.match(/<script\b[^>]*>/g) ?? []
    expect(tags.length).toBeGreaterThan(3)
    expect(tags.filter((tag) => !tag.includes(`nonce="${nonces[0]}"`))).toEqual([])
    expect(answers[0]?.headers.get("content-security-policy")).not.toMatch(/script-src[^;]*unsafe/)
  })
})

describe("[K10] an address or parameter somebody made up", () => {
  const odd = ["%E0%A4%A", "%00", "%ff", "日本語", "'\"<>", "a".repeat(3000), "-1", "9".repeat(30)]
  const everybodys = [
    ...odd.flatMap((text) => [`/${text}`, `/sign-in?next=/inboxes/${text}`, `/api/recordings/${text}/audio`]),
    ...["/auth/sign-out", "/api/tick", "//elsewhere.example", "/%E0%A4%A"].map(
      (next) => `/sign-in?next=${next}`,
    ),
    "/sign-in?next=/a&next=/b",
    "/forgot-password?link=1&link=2",
    "/auth/confirm",
    "/auth/confirm?token_hash=%00&type=recovery&email=a",
    "/auth/confirm?token_hash=a&token_hash=b&type=invite&type=x&email=a@example.invalid",
    "/_next/static/%E0%A4%A",
    "/sounds/%ff",
  ]
  const members = odd.flatMap((text) => [
    `/tickets/${text}`,
    `/inboxes/${text}/open`,
    `/inboxes/${crypto.randomUUID()}/${text}/${text}`,
  ])

  test("is nobody's page, and never the app's failure", async () => {
    const ask = async (path: string, answering: Promise<Response>) => {
      const answer = await answering
      await answer.body?.cancel()
      return answer.status >= 500 || answer.status === 405 ? [`${answer.status} ${path.slice(0, 80)}`] : []
    }
    const failed = await Promise.all([
      ...everybodys.map((path) => ask(path, fetch(`${appUrl}${path}`, { redirect: "manual" }))),
      ...members.map((path) => ask(path, session.fetch(path, { redirect: "manual" }))),
    ])
    expect(failed.flat()).toEqual([])
  })

  test("in a cookie is forgotten", async () => {
    const cookies = [
      `sb-127-auth-token=base64-%00`,
      "theme=%E0%A4%A; columns=%E0%A4%A; folded=%00; locale=../../x",
    ]
    for (const cookie of cookies) {
      const answer = await fetch(`${appUrl}/sign-in`, { headers: { cookie }, redirect: "manual" })
      await answer.body?.cancel()
      expect(answer.status, cookie).toBe(200)
    }
  })

  test("to go on to after signing in leads to a page of the app", async () => {
    for (const [next, page] of [
      ["/inboxes/日本語", "/inboxes/%E6%97%A5%E6%9C%AC%E8%AA%9E"],
      ["/auth/sign-out", "/"],
      ["/api/tick", "/"],
    ] as const) {
      const answer = await session.fetch(`/sign-in?next=${encodeURIComponent(next)}`, { redirect: "manual" })
      expect(new URL(answer.headers.get("location") ?? "", appUrl).href).toBe(`${appUrl}${page}`)
    }
  })
})

describe("[K10] a page made for somebody else than who is signed in", () => {
  test.each(["token", "hangup", `offers/${crypto.randomUUID()}/decline`])(
    "does nothing by %s",
    async (what) => {
      const answer = await session.fetch(`/api/phone/${what}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-signed-in-as": world.account.member("second").userId,
        },
        body: "{}",
      })
      expect([answer.status, await answer.json()]).toEqual([409, { code: "other_person" }])
    },
  )

  test("signs nobody out", async () => {
    const answer = await session.post(`/auth/sign-out?as=${world.account.member("second").userId}`)
    expect([answer.status, await answer.json()]).toEqual([409, { code: "other_person" }])
    expect((await session.client.rpc("sidebar")).error).toBeNull()
  })

  test("does not let go of the present person's offer when it closes", async () => {
    const answer = await session.post(`/api/phone/leave?as=${world.account.member("second").userId}`)
    expect(answer.status).toBe(409)
    expect(
      (await session.post(`/api/phone/leave?as=${world.account.member("first").userId}`)).status,
    ).not.toBe(409)
  })
})
