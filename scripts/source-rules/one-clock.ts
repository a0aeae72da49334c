import { readFileSync } from "node:fs"
import { join } from "node:path"
import { readImports } from "../import-rules/graph.ts"
import type { Violation } from "../import-rules/violation.ts"
import { memberOf, type Node, nameOf, nodesOf, placeOf, type Source } from "./syntax.ts"

/** The one place that may ask the browser what time it is. */
const clock = /^lib\/clock\//

/**
 * Files that run in a browser: those that say `"use client"`, workers, and whatever these import (except server
 * actions, of which a browser gets only a stub). `files` are paths from `root`.
 */
export function browserFiles(root: string, files: string[]): Set<string> {
  const known = new Set(files)
  const found = new Set<string>()
  const waiting = files.filter((file) => /\.worker\.ts$/.test(file) || begins(root, file, "use client"))
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || begins(root, file, "use server")) continue
    found.add(file)
    for (const { to, kind } of readImports(root, file))
      if (kind !== "types" && known.has(to)) waiting.push(to)
  }
  return found
}

function begins(root: string, file: string, directive: string): boolean {
  return readFileSync(join(root, file), "utf8").startsWith(`"${directive}"`)
}

/** The browser's own time in `source`: it may be wrong by hours, and is compared with the database's. */
export function checkClock(source: Source): Violation[] {
  if (clock.test(source.file)) return []
  return [...nodesOf(source.root)].filter(asksBrowser).map((node) => ({
    rule: "one-clock",
    where: placeOf(source, node),
    message: "asks the browser's clock, which may be wrong: ask now() of lib/clock/page-clock.ts",
  }))
}

function asksBrowser(node: Node): boolean {
  if (node.type === "NewExpression")
    return nameOf(node.callee) === "Date" && (node.arguments as Node[]).length === 0
  if (node.type === "CallExpression" && nameOf(node.callee) === "Date") return true
  const member = memberOf(node)
  return member?.name === "now" && nameOf(member.object) === "Date"
}
