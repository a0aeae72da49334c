import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"

const root = fileURLToPath(new URL("../..", import.meta.url))
const read = (path: string) => readFileSync(join(root, path), "utf8")
const below = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path).replaceAll("\\", "/"))
    .toSorted()

const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...below("docs").filter((path) => path.endsWith(".md")),
  "supabase/routines/README.md",
  "local/supabase/README.md",
  "local/carrier/README.md",
]
const contracts = read("docs/contracts.md")

/** `a/{b,c}` as `a/b` and `a/c`. */
function alternatives(text: string): string[] {
  const [, before = "", list, after = ""] = /^(.*?)\{([^{}]+)\}(.*)$/.exec(text) ?? []
  return list === undefined
    ? [text]
    : list.split(",").flatMap((one) => alternatives(before + one.trim() + after))
}

/** Folders whose files the pages name by their path from the root. */
const named = /^(app|bench|components|docs|lib|local|public|scripts|supabase|tests)\/[\w.()[\]/-]+$/

describe("the documentation", () => {
  it.each(pages)("%s names and links only files that are there", (page) => {
    const text = read(page)
    const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].flatMap(([, target = ""]) =>
      /^[a-z]+:/.test(target) ? [] : [join(dirname(page), target)],
    )
    const paths = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, token = ""]) =>
      // A star stands for all that is below.
      alternatives(token.replace(/\/\*+$/, "")).filter((path) => named.test(path)),
    )
    const places = [root, join(root, dirname(page))]
    const missing = [...links, ...paths].filter(
      (path) => !places.some((place) => existsSync(join(place, path))),
    )
    expect(missing).toEqual([])
  })

  it("says of each word of the glossary where it lives, and of none twice", () => {
    const rows = [...read("docs/glossary.md").matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)]
      .map(([, word = "", meaning = "", place = ""]) => ({ word, meaning, place }))
      .filter(({ word }) => word !== "word")
    expect(rows.length).toBeGreaterThan(30)
    expect(rows.filter(({ place }) => !/^(`[^`]+`(, )?)+$/.test(place))).toEqual([])
    const words = rows.flatMap(({ word }) => word.split(", "))
    expect(words.filter((word, place) => words.indexOf(word) !== place)).toEqual([])
    const defined = [
      "fact",
      "effect",
      "work",
      "receipt",
      "step",
      "round",
      "epoch",
      "stay",
      "lane",
      "leg",
      "offer",
    ]
    expect([...defined, "party", "turn"].filter((word) => !words.includes(word))).toEqual([])
  })

  it.each(pages)("%s names only commands and test projects that there are", (page) => {
    const text = read(page)
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> }
    const commands = [...text.matchAll(/(?:^|`)npm (?:run )?([a-z][a-z:-]*)/gm)].flatMap(
      ([, name = ""]) => name,
    )
    expect(commands.filter((name) => !(name in scripts) && !["ci", "install"].includes(name))).toEqual([])
    const projects = [...read("vitest.config.ts").matchAll(/name: "([a-z-]+)"/g)].map(([, name]) => name)
    const named = [...text.matchAll(/--project ([a-z-]+)/g)].map(([, name]) => name)
    expect(named.filter((name) => !projects.includes(name))).toEqual([])
  })

  it("names every endpoint of the app with its method, and no other", () => {
    const documented = [...contracts.matchAll(/^\| `(GET|POST) ([^`?\s]+)[^`]*` \|/gm)].flatMap(
      ([, method = "", path = ""]) => alternatives(path).map((one) => `${method} ${one}`),
    )
    expect(documented.length).toBeGreaterThan(10)
    const routes = below("app")
      .filter((path) => path.endsWith("/route.ts"))
      .flatMap((path) =>
        [...read(path).matchAll(/^export (?:const|function|async function) ([A-Z]+)\b/gm)].map(
          ([, method]) => `${method} ${addressOf(path)}`,
        ),
      )
    const pagesOfApp = below("app")
      .filter((path) => path.endsWith("/page.tsx"))
      .map((path) => `GET ${addressOf(path)}`)
    expect(routes.filter((route) => !documented.includes(route))).toEqual([])
    expect(documented.filter((route) => ![...routes, ...pagesOfApp].includes(route))).toEqual([])
  })

  it("names every function the database shows, with the parameters it has", () => {
    const sql = below("supabase/routines")
      .filter((path) => path.endsWith(".sql"))
      .map(read)
      .join("\n")
    const created = [...sql.matchAll(/^create (?:or replace )?function public\.(\w+)\(([^)]*)\)/gm)]
    expect(created.length).toBeGreaterThan(20)
    const wrong = created.flatMap(([, name = "", list = ""]) => {
      const parameters = [...list.matchAll(/\b(p(?:_\w+)?)\s/g)].map(([, parameter = ""]) => parameter)
      const mentioned = [...contracts.matchAll(new RegExp(`\`${name}(?:\\(([^)]*)\\))?[\`(\\s]`, "g"))]
      const told = mentioned.flatMap(([, inside]) =>
        inside === undefined ? [] : [...inside.matchAll(/\bp(?:_\w+)?\b/g)].map(([parameter]) => parameter),
      )
      if (mentioned.length === 0) return [`${name} is not named`]
      // Named without parameters it says where to read on.
      if (told.length === 0) return []
      const differs =
        told.some((one) => !parameters.includes(one)) || parameters.some((one) => !told.includes(one))
      return differs ? [`${name}(${parameters.join(", ")}) is told as (${told.join(", ")})`] : []
    })
    expect(wrong).toEqual([])
  })
})

/** The address of a route or page file: without groups and the file's own name. */
function addressOf(file: string): string {
  return file
    .replace(/^app/, "")
    .replace(/\/\([^)]*\)/g, "")
    .replace(/\/(route\.ts|page\.tsx)$/, "")
}
