import { randomBytes } from "node:crypto"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { createUrlTokens } from "./url-tokens.ts"

const tokens = createUrlTokens(randomBytes(32).toString("base64url"))
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test("a token is good for its object and purpose until it expires", async () => {
  const token = await tokens.sign({ purpose: "download", url: "b/a.wav" }, 60)
  await expect(tokens.check(token, "download", "b/a.wav")).resolves.toMatchObject({ url: "b/a.wav" })
  await expect(tokens.check(token, "download", "b/b.wav")).rejects.toMatchObject({ statusCode: "400" })
  await expect(tokens.check(token, "upload", "b/a.wav")).rejects.toMatchObject({ statusCode: "400" })
  vi.advanceTimersByTime(61_000)
  await expect(tokens.check(token, "download", "b/a.wav")).rejects.toThrow(
    '"exp" claim timestamp check failed',
  )
})

test("a token of another stack is refused", async () => {
  const other = createUrlTokens(randomBytes(32).toString("base64url"))
  const token = await other.sign({ purpose: "download", url: "b/a.wav" }, 60)
  await expect(tokens.check(token, "download", "b/a.wav")).rejects.toMatchObject({ statusCode: "400" })
})
