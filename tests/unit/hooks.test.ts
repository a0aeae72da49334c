import { execFileSync, spawnSync } from "node:child_process"
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { installHooks } from "../../scripts/hooks/install.ts"

const project = fileURLToPath(new URL("../..", import.meta.url))
/** Without what a commit around the test, or a person's own settings, would bring along. */
const env = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  NODE_ENV: process.env.NODE_ENV,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
}
let root: string

const git = (...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8", env })
const write = (file: string, text: string) => writeFileSync(join(root, file), text)
const textOf = (file: string) => readFileSync(join(root, file), "utf8")
const commit = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync("git", ["commit", "-m", "x", ...args], {
    cwd: root,
    encoding: "utf8",
    env,
  })
  return { isMade: status === 0, says: `${stdout}${stderr}` }
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "toritsugi-hooks-"))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** A checkout with the project's settings and tools, and its hook. */
function checkout(): void {
  git("init", "-q")
  git("config", "user.name", "Somebody")
  git("config", "user.email", "somebody@example.invalid")
  for (const file of ["biome.json", ".gitignore", ".oxlintrc.json"])
    copyFileSync(join(project, file), join(root, file))
  symlinkSync(join(project, "node_modules"), join(root, "node_modules"))
  write("tsconfig.json", '{ "compilerOptions": { "strict": true, "noEmit": true } }\n')
  // A link is no folder to git.
  write(".gitignore", "node_modules\n")
  git("config", "core.hooksPath", join(project, "scripts/hooks"))
  git("add", "-A")
  expect(commit("--no-verify")).toMatchObject({ isMade: true })
}

describe("before a commit", () => {
  beforeEach(checkout)

  test("what is staged is formatted, in the commit and in the file", () => {
    write("a.ts", "export const a = [1,\n2];")
    git("add", "a.ts")
    expect(commit()).toMatchObject({ isMade: true })
    expect([git("show", "HEAD:a.ts"), textOf("a.ts")]).toEqual([
      "export const a = [1, 2]\n",
      "export const a = [1, 2]\n",
    ])
    expect(git("status", "--porcelain")).toBe("")
  })

  test.each([
    ["a variable nobody uses", "const a = 1\n", "noUnusedVariables"],
    ["a promise nobody waits for", "export async function a() {}\na()\n", "no-floating-promises"],
  ])("%s is refused, and nothing of it is lost", (_, text, rule) => {
    write("a.ts", text)
    git("add", "a.ts")
    const { isMade, says } = commit()
    expect(isMade, says).toBe(false)
    expect(says).toContain(rule)
    expect([git("show", ":a.ts"), textOf("a.ts")]).toEqual([text, text])
  })

  test("of a file that is staged in part the rest stays as it is", () => {
    write("a.ts", "export const a = 1\n")
    git("add", "a.ts")
    write("a.ts", "export const a = 1\nexport const b   =  2\n")
    expect(commit()).toMatchObject({ isMade: true })
    expect(git("show", "HEAD:a.ts")).toBe("export const a = 1\n")
    expect(textOf("a.ts")).toBe("export const a = 1\nexport const b   =  2\n")
  })

  test("the part is refused when it is not formatted, whatever the file holds by now", () => {
    write("a.ts", "export const a   =  1\n")
    git("add", "a.ts")
    write("a.ts", "export const a = 1\n")
    const { isMade, says } = commit()
    expect(isMade, says).toBe(false)
    expect(git("show", ":a.ts")).toBe("export const a   =  1\n")
  })

  test("a commit of named paths is only checked: the index behind it would keep the old text", () => {
    write("a.ts", "export const a = 1\n")
    git("add", "a.ts")
    commit("--no-verify")
    write("a.ts", "export const a   =  2\n")
    expect(commit("a.ts").isMade).toBe(false)
    write("a.ts", "export const a = 2\n")
    expect(commit("a.ts").isMade).toBe(true)
    expect(git("status", "--porcelain")).toBe("")
  })

  test("what is removed, or of no language, is nobody's to check", () => {
    write("a.ts", "export const a = 1\n")
    write("a.bin", "\0\0")
    write("a.md", "*  a\n")
    git("add", "-A")
    expect(commit()).toMatchObject({ isMade: true })
    git("rm", "-q", "a.ts")
    expect(commit()).toMatchObject({ isMade: true })
  })

  test("without the tools it says how to get them", () => {
    rmSync(join(root, "node_modules"))
    const { isMade, says } = commit("--allow-empty")
    expect(isMade).toBe(false)
    expect(says).toContain("npm ci")
  })
})

describe("the hook is set up", () => {
  const hooksPath = () =>
    spawnSync("git", ["config", "core.hooksPath"], { cwd: root, encoding: "utf8", env }).stdout.trim()

  test("in a checkout, as often as it is asked for", () => {
    git("init", "-q")
    for (const _ of [1, 2]) expect(installHooks(root, false)).toMatchObject({ isSet: true })
    expect(hooksPath()).toBe("scripts/hooks")
  })

  test("not in CI, not in a copy without .git, and not within another's checkout", () => {
    expect(installHooks(root, false)).toMatchObject({ isSet: false })
    git("init", "-q")
    expect(installHooks(root, true)).toMatchObject({ isSet: false })
    const below = join(root, "copy")
    mkdirSync(below)
    expect(installHooks(below, false)).toMatchObject({ isSet: false })
    expect(hooksPath()).toBe("")
  })

  test("not over hooks of one's own", () => {
    git("init", "-q")
    git("config", "core.hooksPath", ".own")
    expect(installHooks(root, false)).toMatchObject({ isSet: false })
    expect(hooksPath()).toBe(".own")
  })
})
