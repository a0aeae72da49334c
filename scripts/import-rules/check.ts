import { findCycles } from "./cycles.ts"
import { checkEarned } from "./earned.ts"
import { type Import, listSources, readImports } from "./graph.ts"
import { importRules } from "./rules.ts"
import type { Violation } from "./violation.ts"
import { checkNames } from "./vocabulary.ts"

/** Checks every source file below `root` against the import rules, for cycles, for forbidden names, and for files and folders that
 * have not earned their place. */
export function checkImports(root: string): Violation[] {
  const files = listSources(root)
  const imports = files.flatMap((file) => readImports(root, file))
  return [
    ...imports.flatMap(broken),
    ...cycles(imports),
    ...checkNames(files),
    ...checkEarned(root, files, imports),
  ]
}

function broken(found: Import): Violation[] {
  return importRules
    .filter(
      (rule) =>
        (rule.kinds?.includes(found.kind) ?? true) &&
        rule.from.test(found.from) &&
        !rule.fromExcept?.test(found.from) &&
        rule.to.test(found.to) &&
        !rule.toExcept?.test(found.to),
    )
    .map((rule) => ({
      rule: rule.name,
      where: `${found.from}:${found.line}`,
      message: `must not import ${found.to}: ${rule.why}`,
    }))
}

function cycles(imports: Import[]): Violation[] {
  return findCycles(imports).map((cycle) => ({
    rule: "no-cycles",
    where: cycle[0] ?? "",
    message: `imports itself through ${cycle.slice(1).join(" → ")}`,
  }))
}
