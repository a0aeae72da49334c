import { expect, test, vi } from "vitest"
import { isOfInputMethod, keyOf, pressOf, staysOpen } from "./key-press"

const press = (key: string, more: object = {}) => ({
  key,
  code: `Key${key.toUpperCase()}`,
  keyCode: 27,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  preventDefault: vi.fn(),
  ...more,
})

test("[K9] a key of the page is known by its name, also inside React's event", () => {
  expect(keyOf(press("Escape"))).toBe("Escape")
  expect(keyOf({ nativeEvent: press("Enter") })).toBe("Enter")
})

test.each([
  ["while it composes", { isComposing: true }],
  ["that ends a conversion, which Safari sends after it", { keyCode: 229 }],
])("[K9] a key of an input method is none of the page's: %s", (_, more) => {
  for (const key of ["Escape", "Enter", "ArrowDown", " "]) {
    expect(keyOf(press(key, more)), key).toBeNull()
    expect(keyOf({ nativeEvent: press(key, more) }), key).toBeNull()
    expect(pressOf(press(key, more)).isComposing, key).toBe(true)
  }
})

test("[K9] an input method that stands by where nothing can be typed composes nothing", () => {
  const event = press("Process", { keyCode: 229, code: "KeyJ" })
  expect(isOfInputMethod(event)).toBe(true)
  expect(pressOf(event)).toMatchObject({ code: "KeyJ", isComposing: false })
})

test("[K9] Escape closes what is open, and an input method's Escape does not", () => {
  const closing = vi.fn()
  const own = press("Escape")
  staysOpen(closing)(own)
  expect(closing).toHaveBeenCalledExactlyOnceWith(own)
  expect(own.preventDefault).not.toHaveBeenCalled()
  for (const more of [{ isComposing: true }, { keyCode: 229 }]) {
    const theirs = press("Escape", more)
    staysOpen(closing)(theirs)
    expect(theirs.preventDefault).toHaveBeenCalledOnce()
  }
  expect(closing).toHaveBeenCalledOnce()
})
