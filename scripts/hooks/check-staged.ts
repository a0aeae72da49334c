import { execFileSync, spawnSync } from "node:child_process"
import { copyFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"

// What the pre-commit hook runs, in the root of the checkout and with node_modules/.bin in the path.

const files = (...args: string[]) =>
  execFileSync("git", [...args, "-z"], { encoding: "utf8" })
    .split("\0")
    .filter((file) => file !== "")

/** Runs a program to its end, its output among ours; whether it ended well. */
function passes(program: string, args: string[], directory = "."): boolean {
  return spawnSync(program, args, { cwd: directory, stdio: "inherit" }).status === 0
}

const biome = ["check", "--error-on-warnings", "--no-errors-on-unmatched", "--files-ignore-unknown=true"]

/**
 * Formats `staged` where they lie and stages them so. Left out are files of which only a part is staged: the rest is not
 * ready. A commit of named paths (git's `next-index`) has a second index behind it, where the old text would stay.
 */
function format(staged: string[]): boolean {
  const isOfPaths = basename(process.env.GIT_INDEX_FILE ?? "").startsWith("next-index")
  const unfinished = new Set(files("diff", "--name-only"))
  const whole = staged.filter((file) => !isOfPaths && !unfinished.has(file))
  if (whole.length === 0) return true
  const isClean = passes("biome", [...biome, "--write", "--", ...whole])
  execFileSync("git", ["add", "--", ...whole])
  return isClean
}

/** Checks the texts that will be committed, which need not be those of the files. */
function checkTexts(staged: string[]): boolean {
  const copy = mkdtempSync(join(tmpdir(), "toritsugi-staged-"))
  try {
    execFileSync("git", ["checkout-index", "-z", "--stdin", `--prefix=${copy}/`], {
      input: staged.join("\0"),
    })
    for (const file of ["biome.json", ".gitignore"]) copyFileSync(file, join(copy, file))
    return passes("biome", [...biome, "--", ...staged], copy)
  } finally {
    rmSync(copy, { recursive: true })
  }
}

const staged = files("diff", "--cached", "--name-only", "--diff-filter=ACMR")
const code = staged.filter((file) => /\.(tsx?|mjs)$/.test(file))
if (staged.length > 0) {
  // Each says what it finds; one that fails does not keep the next from speaking, but for the same fault said twice.
  const isClean = format(staged) && checkTexts(staged)
  const isSound = code.length === 0 || passes("oxlint", ["--type-aware", ...code])
  if (!isClean || !isSound) process.exitCode = 1
}
