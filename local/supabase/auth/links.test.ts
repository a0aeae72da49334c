import { expect, test } from "vitest"
import { readProjectConfig } from "../project-config.ts"
import type { AuthContext } from "./context.ts"
import { allowedRedirect } from "./links.ts"

function redirect(wanted: string | null, additional: string[]): string {
  const config = {
    ...readProjectConfig(undefined).auth,
    site_url: "https://app.example.jp",
    additional_redirect_urls: additional,
  }
  return allowedRedirect({ config } as AuthContext, wanted)
}

test("the site's own pages are always allowed", () => {
  expect(redirect("https://app.example.jp/reset?x=1", [])).toBe("https://app.example.jp/reset?x=1")
})

test("other addresses need a pattern that fits as a whole", () => {
  const patterns = ["http://localhost:*/**", "https://*.preview.example.jp/auth"]
  expect(redirect("http://localhost:3000/a/b", patterns)).toBe("http://localhost:3000/a/b")
  expect(redirect("https://pr-1.preview.example.jp/auth", patterns)).toBe(
    "https://pr-1.preview.example.jp/auth",
  )
  for (const wanted of [
    "https://a.b.preview.example.jp/auth",
    "https://pr-1.preview.example.jp/auth/more",
    "http://localhost.evil.example:3000/",
    "https://evil.example/?http://localhost:3000/",
    "javascript:alert(1)",
    "/relative",
    "",
  ]) {
    expect(redirect(wanted, patterns), wanted).toBe("https://app.example.jp")
  }
  expect(redirect(null, patterns)).toBe("https://app.example.jp")
})

test("another port of the site's host is another address", () => {
  expect(redirect("https://app.example.jp:8443/x", [])).toBe("https://app.example.jp")
})
