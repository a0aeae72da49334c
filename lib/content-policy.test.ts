import { expect, test } from "vitest"
import { contentPolicy, newNonce } from "./content-policy"

const here = {
  appUrl: "http://localhost:3000",
  supabaseUrl: "http://localhost:3200",
  signalling: "ws://localhost:3100/signal",
}
const hosted = {
  appUrl: "https://phone.example.jp",
  supabaseUrl: "https://abc.supabase.co",
  signalling: "wss://*.twilio.com",
}

function directive(policy: string, name: string): string[] {
  const found = policy.split("; ").find((one) => one.startsWith(`${name} `))
  return found?.split(" ").slice(1) ?? []
}

test("a page reaches its project, over http and over its socket, the signalling, and nothing else", () => {
  const policy = contentPolicy(here, { nonce: "abc", isDevelopment: false })
  expect(directive(policy, "connect-src")).toEqual([
    "'self'",
    "http://localhost:3200",
    "ws://localhost:3200",
    "ws://localhost:3100",
  ])
  expect(directive(contentPolicy(hosted, { nonce: "abc", isDevelopment: false }), "connect-src")).toEqual([
    "'self'",
    "https://abc.supabase.co",
    "wss://abc.supabase.co",
    "wss://*.twilio.com",
  ])
})

test("scripts need this answer's nonce; no inline script and no evaluation is let through", () => {
  const scripts = directive(contentPolicy(hosted, { nonce: "abc", isDevelopment: false }), "script-src")
  expect(scripts).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"])
  expect(directive(contentPolicy(hosted, { nonce: "abc", isDevelopment: true }), "script-src")).toContain(
    "'unsafe-eval'",
  )
})

test("no page can be framed, take another base or hold a plug-in", () => {
  const policy = contentPolicy(hosted, { nonce: "abc", isDevelopment: false })
  for (const name of ["frame-ancestors", "base-uri", "object-src"])
    expect(directive(policy, name)).toEqual(["'none'"])
})

test("a nonce is new each time and has 128 bits", () => {
  expect(newNonce()).not.toBe(newNonce())
  expect(atob(newNonce())).toHaveLength(16)
})
