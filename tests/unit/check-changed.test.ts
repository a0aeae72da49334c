import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { readChange, stagesTouchedBy } from "../../scripts/checks/changed.ts"
import { chooseStages } from "../../scripts/checks/choose.ts"
import { type StageName, stages } from "../../scripts/checks/stages.ts"
import { listSources, readImports } from "../../scripts/import-rules/graph.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))
const sources = listSources(root)
const below = (pattern: RegExp) => sources.filter((file) => pattern.test(file))

/** What the product's tests start as programs of their own, which no import tells. */
const programs = [
  ...below(/^(app|components|lib|supabase\/functions)\//).filter((file) => !/\.test\.tsx?$/.test(file)),
  "local/carrier/main.ts",
  "local/supabase/main.ts",
  "local/launch/start.mjs",
  "supabase/migrations/20260101000000_any.sql",
  "supabase/routines/any/any.sql",
  "supabase/seed.sql",
  "next.config.ts",
  "proxy.ts",
]

/** Where each stage begins to read: its tests, what sets them up, and what they start. */
const roots: Record<StageName, string[]> = {
  "Format and lint": sources,
  Types: sources,
  Unit: below(/^(lib|components|supabase|local|scripts)\/.*\.test\.tsx?$|^tests\/unit\/.*\.test\.ts$/),
  Build: below(/^(app|lib|components)\//).filter((file) => !/\.test\.tsx?$/.test(file)),
  SQL: [
    ...below(/^tests\/sql\//),
    "supabase/migrations/20260101000000_any.sql",
    "supabase/routines/any/any.sql",
    "supabase/seed.sql",
  ],
  "Contract: local Supabase": [...below(/^tests\/contract\/supabase\//), "local/supabase/main.ts"],
  "Contract: local carrier": [...below(/^tests\/contract\/carrier\//), "local/carrier/main.ts"],
  Leaks: [...below(/^tests\/leaks\/|^app\/api\//), "supabase/migrations/20260101000000_any.sql"],
  Launcher: [...below(/^tests\/launch\//), ...programs],
  Integration: [...below(/^tests\/integration\/(?!crashes)/), ...programs],
  "Integration: crashes": ["tests/integration/crashes.test.ts", ...programs],
  Load: [...below(/^tests\/load\//), ...programs],
  "End to end": [...below(/^tests\/e2e\//), "playwright.config.ts", ...programs],
}

function closureOf(files: string[]): Set<string> {
  const seen = new Set<string>()
  const queue = [...files]
  for (const file of queue) {
    if (seen.has(file)) continue
    seen.add(file)
    if (!sources.includes(file)) continue
    for (const { to } of readImports(root, file)) if (!/^(package|node|missing):/.test(to)) queue.push(to)
  }
  return seen
}

describe("what a change can touch", () => {
  it.each(Object.entries(roots) as [StageName, string[]][])(
    "%s is among it for every file that the stage's tests import or start",
    (stage, files) => {
      const closure = closureOf(files)
      expect(closure.size).toBeGreaterThan(0)
      const leftOut = [...closure].filter((file) => !stagesTouchedBy([file]).has(stage))
      expect(leftOut).toEqual([])
    },
  )

  it.each([
    [
      ["README.md", "docs/behaviours.md"],
      ["Format and lint", "Unit"],
    ],
    [["lib/i18n/format.test.ts"], ["Format and lint", "Unit", "Types"]],
    [["tests/sql/seed.test.ts"], ["Format and lint", "Types", "SQL"]],
    [["tests/e2e/specs/memo.spec.ts"], ["Format and lint", "Types", "Build", "End to end"]],
    [
      ["tests/sql/seed.test.ts", "tests/load/audit.ts"],
      ["Format and lint", "Types", "Build", "SQL", "Load"],
    ],
    [[], []],
  ])("of %j it is no more than %j", (paths, names) => {
    expect(chooseStages([], stagesTouchedBy(paths)).map(({ name }) => name)).toEqual(names)
  })

  it.each(["package-lock.json", "vitest.config.ts", "scripts/checks/run.ts", "a/new/folder.ts", ".npmrc"])(
    "of %s, which no row names, it is everything",
    (path) => {
      expect(stagesTouchedBy(["README.md", path])).toEqual(new Set(stages.map(({ name }) => name)))
    },
  )

  it("brings along the build, and nothing for words that name another stage", () => {
    const names = (words: string[], paths: string[]) =>
      chooseStages(words, stagesTouchedBy(paths)).map(({ name }) => name)
    expect(names(["load"], ["tests/load/audit.ts"])).toEqual(["Build", "Load"])
    expect(names(["sql"], ["tests/load/audit.ts"])).toEqual([])
  })
})

describe("what has changed", () => {
  let directory: string
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@test.example", ...args], {
      cwd: directory,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim()
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  const commit = (path: string) => {
    write(path, path)
    git("add", ".")
    git("commit", "-m", path)
    return git("rev-parse", "HEAD")
  }
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "changed-"))
  })
  // A folder of the test's own, made by mkdtemp above.
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  it("is the working tree and the commits since the branch left origin/main", () => {
    git("init", "-b", "main")
    write(".gitignore", "ignored\n")
    commit("old.ts")
    const base = commit("moved.ts")
    git("update-ref", "refs/remotes/origin/main", base)
    commit("日本 語.ts")
    git("mv", "moved.ts", "lib-moved.ts")
    write("old.ts", "another text")
    write("new/file.ts", "")
    write("ignored", "")
    expect(readChange(directory)).toEqual({
      since: base,
      paths: ["lib-moved.ts", "moved.ts", "new/file.ts", "old.ts", "日本 語.ts"],
    })
  })

  it("is what came since the commit before the last where there is no origin/main", () => {
    git("init", "-b", "main")
    const before = commit("first.ts")
    expect(readChange(directory)).toBeUndefined()
    commit("second.ts")
    expect(readChange(directory)).toEqual({ since: before, paths: ["second.ts"] })
  })

  it("is unknown outside of git", () => {
    expect(readChange(directory)).toBeUndefined()
  })
})
