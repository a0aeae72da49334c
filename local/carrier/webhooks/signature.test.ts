import fc from "fast-check"
import twilio from "twilio"
import { expect, test } from "vitest"
import { signRequest } from "./signature.ts"

test("the official validator accepts every signature, and none after a change", () => {
  const path = fc
    .webPath()
    .map((each) => new URL(`http://127.0.0.1:3000${each || "/"}?step=${"x"}`).toString())
  const form = fc.dictionary(
    fc.string({ minLength: 1 }).filter((name) => name !== "__proto__"),
    fc.string(),
  )
  fc.assert(
    fc.property(path, form, (url, params) => {
      const signature = signRequest("token", url, params)
      expect(twilio.validateRequest("token", signature, url, params)).toBe(true)
      expect(twilio.validateRequest("token", signature, url, { ...params, Digits: "1" })).toBe(
        "Digits" in params && params.Digits === "1",
      )
      expect(twilio.validateRequest("other", signature, url, params)).toBe(false)
    }),
  )
})
