import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { shortestPassword } from "../../lib/auth/rules.ts"
import { readProjectConfig } from "../../local/supabase/project-config.ts"

const root = fileURLToPath(new URL("../../", import.meta.url))

test("a new password has one shortest length, for the app, Auth and the phone", () => {
  expect(readProjectConfig(`${root}supabase/config.toml`).auth.minimum_password_length).toBe(shortestPassword)
  // What the phone's does is tested in tests/sql/phone-lockout.test.ts; here, that no other number stands there.
  const phone = readFileSync(`${root}supabase/routines/phone/set_phone_password.sql`, "utf8")
  expect([...phone.matchAll(/length\(password\) < (\d+)/g)].map(([, least]) => Number(least))).toEqual([
    shortestPassword,
  ])
})
