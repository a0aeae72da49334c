import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { dirname, join, posix, relative, sep } from "node:path"
import { parseSync, Visitor } from "oxc-parser"

/** One import: `to` is a path from the root, `package:<name>`, `node:<name>`, or `missing:<as written>`. */
export interface Import {
  from: string
  to: string
  line: number
  /** `types` vanishes when compiled; `lazy` is `import()`. */
  kind: "value" | "types" | "lazy"
}

const skipped = new Set(["node_modules", "docs", "public", "test-results", "playwright-report"])
const isSource = (name: string) => /\.(tsx?|mjs)$/.test(name) && !name.endsWith(".d.ts")

/** Every source file below `root`, as paths from it with forward slashes. Dot folders are left out. */
export function listSources(root: string): string[] {
  const found: string[] = []
  const visit = (directory: string) => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (entry.name.startsWith(".") || skipped.has(entry.name)) continue
      const full = join(directory, entry.name)
      if (entry.isDirectory()) visit(full)
      else if (isSource(entry.name)) found.push(relative(root, full).split(sep).join("/"))
    }
  }
  visit(root)
  return found.toSorted()
}

/**
 * The imports of one file, also re-exports, `import()` of a literal and types written `import("…")`. Throws when the file
 * does not parse.
 */
export function readImports(root: string, file: string): Import[] {
  const source = readFileSync(join(root, file), "utf8")
  const parsed = parseSync(file, source)
  const broken = parsed.errors[0]
  if (broken) throw new Error(`${file}: ${broken.message}`)
  const lineOf = (offset: number) => source.slice(0, offset).split("\n").length
  const found: Import[] = []
  const add = (written: string, offset: number, kind: Import["kind"]) =>
    found.push({ from: file, to: resolveImport(root, file, written), line: lineOf(offset), kind })

  for (const { moduleRequest, entries, start } of parsed.module.staticImports) {
    const onlyTypes = entries.length > 0 && entries.every(({ isType }) => isType)
    add(moduleRequest.value, start, onlyTypes ? "types" : "value")
  }
  for (const { entries, start } of parsed.module.staticExports) {
    for (const { moduleRequest, isType } of entries)
      if (moduleRequest) add(moduleRequest.value, start, isType ? "types" : "value")
  }
  for (const { moduleRequest } of parsed.module.dynamicImports) {
    const written = /^["'`]([^"'`$]+)["'`]$/.exec(source.slice(moduleRequest.start, moduleRequest.end))?.[1]
    if (written) add(written, moduleRequest.start, "lazy")
  }
  const addType = (type: { source: { value: string }; start: number }) =>
    add(type.source.value, type.start, "types")
  // To walk the tree of every file would cost more than all the rest.
  if (/\bimport\s*\(/.test(source)) new Visitor({ TSImportType: addType }).visit(parsed.program)
  return found
}

function resolveImport(root: string, from: string, written: string): string {
  if (written.startsWith("node:")) return written
  if (written.startsWith("@/")) return resolveFile(root, written.slice(2)) ?? `missing:${written}`
  if (written.startsWith("."))
    return resolveFile(root, posix.normalize(posix.join(dirname(from), written))) ?? `missing:${written}`
  const name = written.replace(/^(npm|jsr):/, "").split("/")
  const scoped = name[0]?.startsWith("@") ? `${name[0]}/${name[1]}` : name[0]
  return `package:${scoped?.replace(/(?<=.)@.*$/, "")}`
}

function resolveFile(root: string, path: string): string | undefined {
  const candidates = [
    path,
    `${path}.ts`,
    `${path}.tsx`,
    `${path}.mjs`,
    `${path}/index.ts`,
    `${path}/index.tsx`,
  ]
  return candidates.find((candidate) => {
    const full = join(root, candidate)
    return existsSync(full) && statSync(full).isFile()
  })
}
