import { describe, expect, test } from "vitest"
import { appSignInOf, takeSignInOffer } from "./sign-in-offer"

function fakeStorage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}

describe("[B1] the phone's sign-in", () => {
  test("is offered once for an app sign-in, and again for the next", () => {
    const storage = fakeStorage()
    expect([1, 2, 3].map(() => takeSignInOffer("s1", () => storage))).toEqual([true, false, false])
    expect(takeSignInOffer("s2", () => storage)).toBe(true)
  })

  test("is offered where nothing can be remembered", () => {
    const forbidden = () => {
      throw new DOMException("", "SecurityError")
    }
    expect(takeSignInOffer("s1", () => ({ getItem: forbidden, setItem: forbidden }))).toBe(true)
    expect(takeSignInOffer("s1", forbidden)).toBe(true)
  })

  test("knows the app sign-in from the session's token", () => {
    const claims = Buffer.from(JSON.stringify({ session_id: "s1", name: "?>?" })).toString("base64url")
    expect(appSignInOf(`h.${claims}.s`)).toBe("s1")
    expect(appSignInOf("nonsense")).toBeNull()
  })
})
