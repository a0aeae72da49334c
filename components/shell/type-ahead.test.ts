import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { TypeAhead } from "./type-ahead"

function press(key: string, modifiers: Partial<KeyboardEventInit> = {}): boolean {
  const event = Object.assign(new Event("keydown", { cancelable: true }), {
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    keyCode: 0,
    isComposing: false,
    ...modifiers,
  })
  return window.dispatchEvent(event)
}

describe("keys typed ahead", () => {
  beforeEach(() => vi.stubGlobal("window", new EventTarget()))
  afterEach(() => vi.unstubAllGlobals())

  test("are kept in their order and reach nobody else", () => {
    const others = vi.fn()
    const ahead = new TypeAhead()
    ahead.begin(() => {})
    window.addEventListener("keydown", others)
    for (const key of ["1", "0", "x", "Backspace", "5"]) expect(press(key), key).toBe(false)
    expect(others).not.toHaveBeenCalled()
    expect(ahead.end()).toBe("105")
  })

  test("of an input method are lost, but reach nobody else either", () => {
    const ahead = new TypeAhead()
    ahead.begin(() => {})
    expect(press("Process", { keyCode: 229 })).toBe(false)
    expect(ahead.end()).toBe("")
  })

  test("[K9] are not given up by an input method's Escape", () => {
    const giveUp = vi.fn()
    const ahead = new TypeAhead()
    ahead.begin(giveUp)
    press("a")
    expect(press("Escape", { isComposing: true })).toBe(false)
    expect(press("Escape", { keyCode: 229 })).toBe(false)
    expect(giveUp).not.toHaveBeenCalled()
    expect(ahead.end()).toBe("a")
  })

  test("with ⌘ or Ctrl, and keys that type nothing, go on", () => {
    const ahead = new TypeAhead()
    ahead.begin(() => {})
    expect(press("k", { ctrlKey: true })).toBe(true)
    expect(press("k", { metaKey: true })).toBe(true)
    expect(press("Tab")).toBe(true)
    expect(ahead.end()).toBe("")
  })

  test("are let go at the end, which starts anew", () => {
    const ahead = new TypeAhead()
    ahead.begin(() => {})
    press("a")
    expect(ahead.end()).toBe("a")
    expect(press("b")).toBe(true)
    expect(ahead.end()).toBe("")
  })

  test("are let go with Escape, which gives the dialog up", () => {
    const [giveUp, others] = [vi.fn(), vi.fn()]
    const ahead = new TypeAhead()
    ahead.begin(giveUp)
    press("a")
    window.addEventListener("keydown", others)
    expect(press("Escape")).toBe(false)
    expect(giveUp).toHaveBeenCalledOnce()
    expect(others).not.toHaveBeenCalled()
    expect(press("e")).toBe(true)
    expect(ahead.end()).toBe("")
  })
})
