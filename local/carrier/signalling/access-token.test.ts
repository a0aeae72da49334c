import jwt from "jsonwebtoken"
import { describe, expect, test } from "vitest"
import { type CarrierOptions, resolveOptions } from "../options.ts"
import { readAccessToken, TOKEN_EXPIRED, TOKEN_INVALID } from "./access-token.ts"

const options = resolveOptions({
  accountSid: "AC1",
  apiKeySid: "SK1",
  apiKeySecret: "a-secret-of-the-api-key",
} as CarrierOptions)

const GRANTS = {
  identity: "agent_1",
  voice: { incoming: { allow: true }, outgoing: { application_sid: "AP1" } },
}

const sign = (claims: object, more: jwt.SignOptions = {}, secret = options.apiKeySecret): string =>
  jwt.sign({ grants: GRANTS, ...claims }, secret, {
    algorithm: "HS256",
    issuer: "SK1",
    subject: "AC1",
    expiresIn: 60,
    header: { alg: "HS256", cty: "twilio-fpa;v=1" },
    ...more,
  })

describe("an access token", () => {
  test("gives identity, rights and expiry", () => {
    const grant = readAccessToken(sign({}), options)
    expect(grant).toMatchObject({ identity: "agent_1", mayReceive: true, applicationSid: "AP1" })
    expect(grant.expiresAt).toBeGreaterThan(Date.now())
  })

  test("that has expired is 31205", () => {
    expect(() => readAccessToken(sign({}, { expiresIn: -1 }), options)).toThrow(
      expect.objectContaining({ code: TOKEN_EXPIRED }),
    )
  })

  test.each([
    ["another secret", sign({}, {}, "another-secret")],
    ["another issuer", sign({}, { issuer: "SK2" })],
    ["another account", sign({}, { subject: "AC2" })],
    ["no algorithm", jwt.sign({ grants: GRANTS, exp: 4_000_000_000 }, null as never, { algorithm: "none" })],
    ["an identity with a dash", sign({ grants: { ...GRANTS, identity: "agent-1" } })],
    ["an identity of 122 letters", sign({ grants: { ...GRANTS, identity: "a".repeat(122) } })],
    ["no content type", sign({}, { header: { alg: "HS256" } })],
    ["another content type", sign({}, { header: { alg: "HS256", cty: "twilio-pa;v=1" } as jwt.JwtHeader })],
    ["no voice grant", sign({ grants: { identity: "agent_1" } })],
    ["a voice grant that is none", sign({ grants: { identity: "agent_1", voice: true } })],
    ["no token at all", "undefined"],
  ])("with %s is 31204", (_what, token) => {
    expect(() => readAccessToken(token, options)).toThrow(expect.objectContaining({ code: TOKEN_INVALID }))
  })
})
