import { beforeEach, describe, expect, it, vi } from "vitest"
import { guardedFetch } from "./guarded-fetch"
import { PageIdentity, type Seen } from "./page-identity"

const sato = "0f0e0d0c-0000-4000-8000-000000000001"
const suzuki = "0f0e0d0c-0000-4000-8000-000000000002"
const key = "sb_publishable_key"
const rest = "http://localhost:3200/rest/v1/rpc/save_memo_draft"

function tokenOf(sub: string): string {
  return `x.${btoa(JSON.stringify({ sub, session_id: "s", name: "ÿÿ?" }))
    .replaceAll("+", "-")
    .replaceAll("/", "_")}.x`
}

let identity: PageIdentity
let seen: Seen
const send = vi.fn<typeof fetch>()
beforeEach(() => {
  identity = new PageIdentity()
  seen = "nobody"
  send.mockReset()
  send.mockImplementation(async () => new Response("{}"))
})

function ask(token: string, address = rest) {
  const guarded = guardedFetch(identity, send, async () => seen)
  return guarded(address, { method: "POST", headers: { authorization: `Bearer ${token}` } })
}

describe("a request of a page", () => {
  it("goes out in its owner's name", async () => {
    identity.begin(sato)
    expect((await ask(tokenOf(sato))).status).toBe(200)
    expect(identity.current()).toBe("own")
  })

  it("never goes out in the name of somebody who signed in meanwhile, and the page learns of it", async () => {
    identity.begin(sato)
    const told = vi.fn()
    identity.watch(told)
    const answer = await ask(tokenOf(suzuki))
    expect([answer.status, await answer.json()]).toEqual([409, { code: "P0001", message: "other_person" }])
    expect(send).not.toHaveBeenCalled()
    expect(identity.current()).toBe("other")
    expect(told).toHaveBeenCalledOnce()
  })

  it("never goes out in nobody's name: that is not the refusal of somebody who is not entitled", async () => {
    identity.begin(sato)
    const answer = await ask(key)
    expect([answer.status, await answer.json()]).toEqual([401, { code: "P0001", message: "not_signed_in" }])
    expect(send).not.toHaveBeenCalled()
    expect(identity.current()).toBe("nobody")
  })

  it("is an outage, and nobody is signed out, while a session cannot be renewed", async () => {
    identity.begin(sato)
    seen = "unknown"
    const answer = await ask(key)
    expect([answer.status, await answer.json()]).toEqual([503, { code: "P0001", message: "unavailable" }])
    expect(identity.current()).not.toBe("nobody")
  })

  it("that the database does not know any more says that the session has ended", async () => {
    identity.begin(sato)
    send.mockImplementation(async () => new Response("{}", { status: 401 }))
    await ask(tokenOf(sato))
    expect(identity.current()).toBe("nobody")
  })

  it("to Auth, and one of a page that is nobody's, is left alone", async () => {
    await ask(key)
    identity.begin(sato)
    await ask(key, "http://localhost:3200/auth/v1/token")
    expect(send).toHaveBeenCalledTimes(2)
    expect(identity.current()).toBe("own")
  })
})

it("the owner coming back is the owner again", () => {
  identity.begin(sato)
  identity.judge("nobody")
  identity.judge({ accessToken: tokenOf(suzuki) })
  expect(identity.current()).toBe("other")
  identity.judge("unknown")
  expect(identity.current()).toBe("other")
  identity.judge({ accessToken: tokenOf(sato) })
  expect(identity.current()).toBe("own")
})
