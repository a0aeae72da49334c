import { expect, test } from "vitest"
import { credentials, passwordResetRequest } from "./schema"

test.each([
  "hanako@example.jp",
  " hanako@example.jp\n",
  "\u200bhanako@example.jp\u200b",
  "\u202ahanako@example.jp\u202c",
  "hanako\u2060@example.jp\ufeff",
  "ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ",
])("the mail address %j is read as it is meant", (email) => {
  expect(passwordResetRequest.parse({ email })).toEqual({ email: "hanako@example.jp" })
})

test("a password stays exactly as it was typed", () => {
  const password = " ｐa\u200bss\u0301 "
  expect(credentials.parse({ email: "hanako@example.jp", password }).password).toBe(password)
})

test.each(["", "hanako", "hanako@", "a b@example.jp", `${"a".repeat(1001)}@example.jp`])(
  "%j is no mail address",
  (email) => {
    expect(passwordResetRequest.safeParse({ email }).success).toBe(false)
  },
)
