import { expect, test } from "vitest"
import { type PlacedPress, printedKey, shortcutOf } from "./shortcuts"

const press = (key: string, more: Partial<PlacedPress> = {}): PlacedPress => ({
  key,
  code: `Key${key.toUpperCase()}`,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  place: "page",
  ...more,
})

test("[K9] single letters work on the page, in either case", () => {
  expect(shortcutOf(press("j"), true)).toBe("next")
  expect(shortcutOf(press("E"), true)).toBe("record")
  expect(shortcutOf(press("?"), true)).toBe("help")
  expect(shortcutOf(press("x"), true)).toBeNull()
})

test.each(["field", "menu", "dialog"] as const)("[K9] single letters do nothing in a %s", (place) => {
  expect(shortcutOf(press("j", { place }), true)).toBeNull()
})

test("[K9] an input method that composes is left alone, one that only stands by is not", () => {
  expect(shortcutOf(press("Process", { code: "KeyJ", isComposing: true }), true)).toBeNull()
  expect(shortcutOf(press("Process", { code: "KeyJ" }), true)).toBe("next")
})

test("[K9] single letters can be switched off, combinations stay", () => {
  expect(shortcutOf(press("j"), false)).toBeNull()
  expect(shortcutOf(press("k", { ctrlKey: true, place: "field" }), false)).toBe("search")
  expect(shortcutOf(press("k", { metaKey: true }), true)).toBe("search")
})

test("a letter with a modifier is the browser's, not ours", () => {
  expect(shortcutOf(press("e", { ctrlKey: true }), true)).toBeNull()
  expect(shortcutOf(press("j", { altKey: true }), true)).toBeNull()
})

test("keys are printed as on the keyboard", () => {
  expect([printedKey("next"), printedKey("open"), printedKey("search"), printedKey("search", true)]).toEqual([
    "J",
    "Enter",
    "Ctrl+K",
    "⌘K",
  ])
})
