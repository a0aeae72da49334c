import type { IncomingMessage } from "node:http"
import { exportJWK, generateKeyPair } from "jose"
import { beforeAll, expect, test } from "vitest"
import { createTokens, type Tokens } from "../tokens.ts"
import { createCallerReader } from "./keys.ts"

const keys = { publishable: "sb_publishable_p", secret: "sb_secret_s" }
let tokens: Tokens
beforeAll(async () => {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true })
  tokens = await createTokens({ ...(await exportJWK(privateKey)), kid: "k" }, "http://gateway/auth/v1")
})

async function read(headers: Record<string, string>, query = "", keyRequired = true) {
  const reader = createCallerReader(keys, tokens)
  const url = new URL(`http://gateway/rest/v1/x${query}`)
  const caller = await reader({ headers } as unknown as IncomingMessage, url, keyRequired)
  const role =
    caller.token === null
      ? null
      : await tokens.verify(caller.token).then(
          (claims) => claims.role,
          () => "?",
        )
  return { key: caller.key, role }
}

test("a key stands for its role, in the header or the query", async () => {
  expect(await read({ apikey: keys.publishable })).toEqual({ key: "publishable", role: "anon" })
  expect(await read({ apikey: keys.secret, authorization: `Bearer ${keys.secret}` })).toEqual({
    key: "secret",
    role: "service_role",
  })
  expect(await read({}, `?apikey=${keys.secret}`)).toEqual({ key: "secret", role: "service_role" })
})

test("a token goes before the key, and is passed on as it is", async () => {
  const token = await tokens.sign({
    role: "authenticated",
    sub: "u",
    exp: Math.floor(Date.now() / 1000) + 60,
  })
  expect(await read({ apikey: keys.secret, authorization: `Bearer ${token}` })).toEqual({
    key: "secret",
    role: "authenticated",
  })
  expect((await read({ apikey: keys.publishable, authorization: "Bearer forged" })).role).toBe("?")
})

test("wrong, mixed and missing keys are refused", async () => {
  for (const headers of [
    {},
    { apikey: "sb_publishable_x" },
    { apikey: keys.publishable, authorization: `Bearer ${keys.secret}` },
    { authorization: "Bearer sb_secret_guess", apikey: keys.publishable },
  ] as Record<string, string>[]) {
    await expect(read(headers)).rejects.toMatchObject({ status: 401 })
  }
  expect(await read({}, "", false)).toEqual({ key: null, role: null })
})
