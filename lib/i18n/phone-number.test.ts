import fc from "fast-check"
import parsePhoneNumber from "libphonenumber-js/min"
import { expect, test } from "vitest"
import { formatPhone } from "./phone-number"

test("numbers are written as people write them", () => {
  expect(formatPhone("+81312345678")).toBe("03-1234-5678")
  expect(formatPhone("+819012345678")).toBe("090-1234-5678")
  expect(formatPhone("+815012345678")).toBe("050-1234-5678")
  expect(formatPhone("+81120123456")).toBe("0120-123-456")
  expect(formatPhone("+81463213456")).toBe("0463-21-3456")
})

test("foreign and unknown numbers stay as they are stored", () => {
  expect(formatPhone("+14155552671")).toBe("+14155552671")
  expect(formatPhone("+8199")).toBe("+8199")
})

test("every Japanese number is grouped as libphonenumber groups it", () => {
  const digits = fc.stringMatching(/^[1-9][0-9]{8,9}$/)
  fc.assert(
    fc.property(digits, (national) => {
      const parsed = parsePhoneNumber(`+81${national}`)
      fc.pre(parsed !== undefined && /^0[0-9]+-[0-9]+-[0-9]+$/.test(parsed.formatNational()))
      expect(formatPhone(`+81${national}`)).toBe(parsed?.formatNational())
    }),
    { numRuns: 3000 },
  )
})
