import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { cn } from "./cn"

test("the later of two utilities for the same thing stays", () => {
  expect(cn("h-8 px-3 text-ink", "h-10")).toBe("px-3 text-ink h-10")
  expect(cn("p-4", "px-2")).toBe("p-4 px-2")
  expect(cn("px-2 pl-4", "p-0")).toBe("p-0")
  expect(cn("w-4 h-4", "size-5")).toBe("size-5")
  expect(cn("inline-flex", "hidden")).toBe("hidden")
})

test("size, colour and alignment of text are different things", () => {
  expect(cn("text-12 text-ink-3 text-right", "text-13", "text-alert-ink")).toBe(
    "text-right text-13 text-alert-ink",
  )
})

test("a border's width, side and colour are different things", () => {
  expect(cn("border border-line-2", "border-transparent")).toBe("border border-transparent")
  expect(cn("border-t border-line-2", "border-b")).toContain("border-t")
})

test("a state has its own utilities", () => {
  expect(cn("hover:bg-surface-2 bg-surface", "bg-accent-soft")).toBe("hover:bg-surface-2 bg-accent-soft")
  expect(cn("disabled:bg-surface-3", "disabled:bg-transparent")).toBe("disabled:bg-transparent")
})

test("what is false or missing falls away", () => {
  expect(cn("a", false, undefined, null, ["b", { c: true, d: false }])).toBe("a b c")
})

test("what the components do not override in one another yet is known too", () => {
  expect(cn("top-1/2 -translate-y-1/2", "top-24 translate-y-0")).toBe("top-24 translate-y-0")
  expect(cn("border border-line-2", "border-y")).toContain("border-line-2")
})

test("every step that the tokens name is known: a size of text is no colour, our shadow is a shadow", () => {
  const tokens = readFileSync(new URL("../app/globals.css", import.meta.url), "utf8")
  const steps = (scale: string) =>
    [...tokens.matchAll(new RegExp(`^ *--${scale}-(\\w+): `, "gm"))].map(([, step = ""]) => step)
  expect(steps("text").length).toBeGreaterThan(3)
  for (const step of steps("text")) {
    expect(cn("text-ink", `text-${step}`)).toBe(`text-ink text-${step}`)
    expect(cn(`text-${step}`, "text-base")).toBe("text-base")
  }
  for (const step of steps("shadow")) expect(cn(`shadow-${step}`, "shadow-none")).toBe("shadow-none")
  for (const step of steps("radius")) expect(cn(`rounded-${step}`, "rounded-none")).toBe("rounded-none")
  for (const step of steps("font-weight")) expect(cn(`font-${step}`, "font-bold")).toBe("font-bold")
})
