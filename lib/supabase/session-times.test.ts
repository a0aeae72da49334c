import { createChunks, stringFromBase64URL, stringToBase64URL } from "@supabase/ssr"
import { describe, expect, test, vi } from "vitest"
import { moveExpiry, withOwnExpiry } from "./session-times"

const name = "sb-127-auth-token"
const session = (expiresAt: number, more = "") => ({
  access_token: `a${more}`,
  refresh_token: "r",
  expires_in: 3600,
  expires_at: expiresAt,
  user: { name: "高橋" },
})
const cookiesOf = (value: object) => createChunks(name, `base64-${stringToBase64URL(JSON.stringify(value))}`)
const sessionIn = (cookies: { value: string }[]) =>
  JSON.parse(
    stringFromBase64URL(
      cookies
        .map(({ value }) => value)
        .join("")
        .slice("base64-".length),
    ),
  )

describe("a session's cookies", () => {
  test.each([
    ["short", ""],
    ["in several pieces", "x".repeat(9000)],
  ])("expire by the browser's date, and again by the server's: %s", (_, more) => {
    const cookies = [{ name: "locale", value: "ja" }, ...cookiesOf(session(1_800_000_000, more)).reverse()]
    const there = moveExpiry(cookies, 7200)
    expect(there.map((cookie) => cookie.name)).toEqual(cookies.map((cookie) => cookie.name))
    expect(sessionIn(there.slice(1).toReversed())).toEqual(session(1_800_007_200, more))
    expect(moveExpiry(there, -7200)).toEqual(cookies)
  })

  test("that are not a session, or are being removed, stay as they are", () => {
    const others = [
      { name: "locale", value: "ja" },
      { name, value: "" },
      { name: "sb-127-auth-token-code-verifier", value: "base64-IngiCg" },
      { name: "sb-128-auth-token", value: "base64-%%%" },
    ]
    expect(moveExpiry(others, 600)).toEqual(others)
  })
})

describe("an answer of Auth", () => {
  const answer = session(1_800_000_000)

  test("with a session leaves its end to the browser's date", async () => {
    const send = vi.fn(async () => Response.json(answer))
    const got = await withOwnExpiry(send)("http://localhost:1/auth/v1/token?grant_type=refresh_token")
    const { expires_at: _, ...rest } = answer
    expect(await got.json()).toEqual(rest)
  })

  test("of any other kind is passed on", async () => {
    const rows = Response.json(answer)
    expect(await withOwnExpiry(async () => rows)("http://localhost:1/rest/v1/x?u=/auth/v1/token")).toBe(rows)
    const refused = Response.json({ code: 400 }, { status: 400 })
    expect(await withOwnExpiry(async () => refused)(new Request("http://localhost:1/auth/v1/token"))).toBe(
      refused,
    )
  })
})
