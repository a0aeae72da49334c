import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Import } from "./graph.ts"
import type { Violation } from "./violation.ts"

/** Lines from which a file stands for itself. */
const ownSize = 60
/** Lines of about two screens: a file is not made longer than this by what only it uses. */
const twoScreens = 150
/** Files in a folder, those of folders below it not counted. */
const folderSize = 25

const earning = /^(components|lib)\/.*\.tsx?$/
/** Found by their name: primitives, the files every domain has, and one file for each target of effects. */
const known =
  /^components\/ui\/|^lib\/calls\/effects\/|^lib\/.*\/(schema|rules|queries|mutations|actions|keys)\.ts$|\.test\.tsx?$/

/**
 * A file earns its place by two importers, a test of its own, or sixty lines; otherwise it lives with its only user, as
 * long as that stays within two screens. Exempt is what cannot live there: the other side of a border (another layer,
 * domain or feature, the server), and what is loaded later. Folders hold at most twenty-five files, tests not counted.
 */
export function checkEarned(root: string, files: string[], imports: Import[]): Violation[] {
  const texts = new Map<string, string>()
  const textOf = (file: string) => {
    const text = texts.get(file) ?? readFileSync(join(root, file), "utf8")
    texts.set(file, text)
    return text
  }
  const linesOf = (file: string) => textOf(file).split("\n").length - 1
  const users = new Map<string, Import[]>()
  for (const found of imports) users.set(found.to, [...(users.get(found.to) ?? []), found])

  const isInBrowser = (file: string, seen = new Set<string>()): boolean => {
    if (textOf(file).startsWith('"use client"')) return true
    if (seen.has(file)) return false
    seen.add(file)
    const its = users.get(file) ?? []
    return its.length > 0 && its.every(({ from }) => isInBrowser(from, seen))
  }

  function userOf(file: string): string | null {
    if (!earning.test(file) || known.test(file) || linesOf(file) >= ownSize) return null
    if (existsSync(join(root, file.replace(/\.tsx?$/, ".test.ts")))) return null
    const its = users.get(file) ?? []
    const [user, ...others] = new Set(its.map(({ from }) => from))
    if (user === undefined || others.length > 0 || homeOf(user) !== homeOf(file)) return null
    if (its.every(({ kind }) => kind === "lazy")) return null
    if (/^"use (client|server)"/.test(textOf(file)) && !isInBrowser(user)) return null
    return linesOf(user) + linesOf(file) > twoScreens ? null : user
  }

  const unearned = files.flatMap((file) => {
    const user = userOf(file)
    const message = `has one importer, no test of its own and under ${ownSize} lines: it belongs into ${user}`
    return user === null ? [] : [{ rule: "earned-files", where: file, message }]
  })
  return [...unearned, ...checkFolders(files)]
}

/** Layer with domain or feature: the border that a file stays behind. */
function homeOf(file: string): string {
  return file.split("/").slice(0, 2).join("/")
}

function checkFolders(files: string[]): Violation[] {
  const sizes = Map.groupBy(
    files.filter((file) => earning.test(file) && !/^components\/ui\/|\.test\.tsx?$/.test(file)),
    (file) => file.slice(0, file.lastIndexOf("/")),
  )
  return [...sizes]
    .filter(([, { length }]) => length > folderSize)
    .map(([folder, { length }]) => ({
      rule: "folder-size",
      where: folder,
      message: `${length} files: over ${folderSize} they belong into folders that mean something`,
    }))
}
