import { afterEach, expect, test, vi } from "vitest"
import type { BrowserClient } from "@/lib/supabase/browser"
import { chooseStatus } from "./choose-status"

afterEach(() => vi.unstubAllGlobals())

/** What the page sends, in order, where the database answers with `error`. */
async function sent(
  status: "available" | "offline",
  purpose: "queue" | "resume" | null,
  error: unknown = null,
) {
  const log: string[] = []
  vi.stubGlobal("navigator", { sendBeacon: (path: string) => log.push(path.split("?")[0] ?? "") })
  const rpc = async (name: string, { p_status }: { p_status: string }) => {
    log.push(`${name} ${p_status}`)
    return { error, status: error ? 403 : 204 }
  }
  const chosen = chooseStatus(
    { rpc } as unknown as BrowserClient,
    { status, reason: null },
    purpose && { purpose },
  )
  await chosen.catch(() => log.push("refused"))
  return log
}

test("[B7] who goes offline while it rings gives the offer back once they are, and only then", async () => {
  expect(await sent("offline", "queue")).toEqual(["set_agent_status offline", "/api/phone/leave"])
  expect(await sent("offline", "queue", { message: "phone_signed_out" })).toEqual([
    "set_agent_status offline",
    "refused",
  ])
  expect(await sent("offline", null)).toEqual(["set_agent_status offline"])
  expect(await sent("available", "queue")).toEqual(["set_agent_status available"])
})

test("[K2] who was lost is waited for, online or not", async () => {
  expect(await sent("offline", "resume")).toEqual(["set_agent_status offline"])
})
