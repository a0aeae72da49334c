import { expect, test } from "vitest"
import type { BrowserClient } from "@/lib/supabase/browser"
import { ownPhoneSpec } from "./use-own-phone"

const memberId = "0c1f4be0-3f5c-4a5e-9d0a-1b1a2c3d4e5f"
const [here, elsewhere] = ["5c1f4be0-3f5c-4a5e-9d0a-1b1a2c3d4e5f", "6c1f4be0-3f5c-4a5e-9d0a-1b1a2c3d4e5f"]
const row = (session: string | null, version = 1) => ({
  now: "2026-11-23T06:31:00+00:00",
  version,
  member_id: memberId,
  session: session === null ? null : { id: session },
  status: { value: "available", reason: null, cause: "chosen", since: "2026-11-23T06:30:00+00:00" },
  after_call: null,
  offer: null,
  call: null,
  supervision: null,
})

test("[B2] whether a phone session is this page's is asked once, and a session nobody asked about leads to a reading", async () => {
  let answer = { seq: 1, row: row(here), signed_in: true }
  const client = { rpc: async () => ({ data: answer, error: null, status: 200 }) } as unknown as BrowserClient
  const spec = ownPhoneSpec(memberId, async () => client)
  const first = await spec.read(null, null)
  expect(first.rows[0]?.state.isSignedIn).toBe(true)
  expect(spec.parse(row(here)).state.isSignedIn).toBe(true)
  expect(spec.parse(row(null)).state.isSignedIn).toBe(false)
  expect(() => spec.parse(row(elsewhere))).toThrow()
  answer = { seq: 2, row: row(elsewhere), signed_in: false }
  await spec.read(null, null)
  expect(spec.parse(row(elsewhere)).state.isSignedIn).toBe(false)
})
