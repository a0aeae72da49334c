import { expect, test } from "vitest"
import { chooseLocale } from "./locales"

const nothing = { chosen: undefined, account: undefined, acceptLanguage: null }

test("[K9] the person's choice wins over the account's, the account's over the browser's", () => {
  expect(chooseLocale({ chosen: "en", account: "ja", acceptLanguage: "ja" })).toBe("en")
  expect(chooseLocale({ chosen: "fr", account: "en", acceptLanguage: "ja" })).toBe("en")
  expect(chooseLocale({ ...nothing, acceptLanguage: "en-GB,en;q=0.9" })).toBe("en")
})

test("[K9] of the browser's languages the most wanted one that exists here is taken, else Japanese", () => {
  expect(chooseLocale({ ...nothing, acceptLanguage: "fr, ja;q=0.4, en;q=0.8" })).toBe("en")
  expect(chooseLocale({ ...nothing, acceptLanguage: "en;q=0, fr" })).toBe("ja")
  expect(chooseLocale(nothing)).toBe("ja")
})
