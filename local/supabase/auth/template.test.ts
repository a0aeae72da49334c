import { expect, test } from "vitest"
import { renderTemplate, textOf } from "./template.ts"

const data = {
  SiteURL: "https://app.example.jp",
  ConfirmationURL: "https://api.example.jp/auth/v1/verify?token=abc&type=recovery",
  TokenHash: "pkce_0f",
  Token: "123456",
  Email: "sato+1&<b>@example.jp",
  RedirectTo: "",
}

test("a value in an address's query is encoded, elsewhere escaped", () => {
  const html = renderTemplate(
    '<a href="{{ .SiteURL }}/x?h={{ .TokenHash }}&amp;e={{.Email}}">{{ .Email }}</a>',
    data,
  )
  expect(html).toBe(
    '<a href="https://app.example.jp/x?h=pkce_0f&amp;e=sato%2B1%26%3Cb%3E%40example.jp">sato+1&#38;&#60;b&#62;@example.jp</a>',
  )
})

test("what is not there, or not implemented, is named", () => {
  expect(() => renderTemplate("{{ .Secret }}", data)).toThrow(".Secret")
  expect(() => renderTemplate("{{ .constructor }}", data)).toThrow(".constructor")
  expect(() => renderTemplate("{{ if .Data.x }}a{{ end }}", data)).toThrow("{{ if .Data.x }}")
})

test("its text has the words, and each link where it can be opened", () => {
  const html = '<p>語 &amp; word</p>\n<p><a href="https://x.example/?a=1&amp;b=2">開く</a></p>\n'
  expect(textOf(html)).toBe("語 & word\n\n開く\nhttps://x.example/?a=1&b=2")
})
