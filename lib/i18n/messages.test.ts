import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { errorCodes } from "@/lib/errors"
import { locales } from "./locales"
import { namespaces } from "./messages"

type Tree = { [key: string]: string | Tree }

const folder = fileURLToPath(new URL("messages", import.meta.url))

function read(locale: string, namespace: string): Tree {
  return JSON.parse(readFileSync(`${folder}/${locale}/${namespace}.json`, "utf8"))
}

/** Every text by its path, with the names of what is put into it. */
function shape(tree: Tree, path = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [`${path}${key}(${placeholders(value)})`] : shape(value, `${path}${key}.`),
  )
}

/** Names of `{arguments}` and `<tags>` of an ICU message, sorted, each once. */
function placeholders(text: string) {
  const names = [...text.matchAll(/\{(\w+)[,}]|<(\w+)>/g)].map(([, argument, tag]) => argument ?? `<${tag}>`)
  return [...new Set(names)].sort().join(",")
}

test.each(locales)("every namespace has its file in %s, and no file is without one", (locale) => {
  const files = readdirSync(`${folder}/${locale}`).sort()
  expect(files).toEqual(namespaces.map((namespace) => `${namespace}.json`).sort())
})

test.each(namespaces)(
  "[K9] %s says the same things with the same arguments in Japanese and every other language",
  (namespace) => {
    const wanted = shape(read("ja", namespace)).sort()
    for (const locale of locales) expect(shape(read(locale, namespace)).sort(), locale).toEqual(wanted)
  },
)

test("every error a person can meet has a text", () => {
  expect(Object.keys(read("ja", "errors")).sort()).toEqual([...errorCodes].sort())
})
