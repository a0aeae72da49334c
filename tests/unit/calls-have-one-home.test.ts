import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"

const root = fileURLToPath(new URL("../..", import.meta.url))
const tables = "calls|call_events|call_legs|call_offers|call_memos"
const files = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude: (path) => /node_modules|\/\.|^\./.test(String(path)) }).map(
    (path) => path.replaceAll("\\", "/"),
  )

/** The statements of `text` that write what a call leaves, as `insert into public.calls`. */
function writesOf(text: string, verbs: string): string[] {
  const statement = new RegExp(`\\b(?:${verbs})\\s+(?:only\\s+)?(?:public\\.)?(?:${tables})\\b(?!\\()`, "gi")
  return text.match(statement) ?? []
}

test("what a call leaves is written by migrations and routines alone: no other SQL decides a call anew", () => {
  const others = files("**/*.sql").filter((path) => !/^supabase\/(migrations|routines)\//.test(path))
  expect(others).toContain("supabase/seed.sql")
  const found = others.flatMap((path) =>
    writesOf(
      readFileSync(join(root, path), "utf8"),
      "insert\\s+into|update|delete\\s+from|merge\\s+into|copy|truncate(?:\\s+table)?",
    ).map((statement) => `${path}: ${statement}`),
  )
  expect(found).toEqual([])
})

test("nor does a program: they ask the database's functions", () => {
  const programs = ["app", "components", "lib", "local", "scripts", "supabase"]
    .flatMap((folder) => files(`${folder}/**/*.{ts,tsx,mjs}`))
    .filter((path) => !/\.test\.tsx?$/.test(path))
  expect(programs.length).toBeGreaterThan(300)
  const found = programs.flatMap((path) =>
    writesOf(readFileSync(join(root, path), "utf8"), "insert\\s+into|delete\\s+from|merge\\s+into").map(
      (statement) => `${path}: ${statement}`,
    ),
  )
  expect(found).toEqual([])
})
