import type { Import } from "./graph.ts"

/**
 * Groups of files that reach themselves over imports; each group once, in the order of one way round.
 * Imports of types do not count: they vanish, and two things may well describe each other.
 */
export function findCycles(imports: Import[]): string[][] {
  const next = new Map<string, string[]>()
  for (const { from, to, kind } of imports)
    if (kind !== "types") next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const cycles: string[][] = []
  const visit = (file: string, path: string[]) => {
    const seenAt = path.indexOf(file)
    if (seenAt >= 0) {
      cycles.push([...path.slice(seenAt), file])
      return
    }
    if (done.has(file)) return
    for (const target of next.get(file) ?? []) visit(target, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return cycles
}
