import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { listSources } from "../import-rules/graph.ts"
import { readBehaviours, readTests } from "./read.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))
const behaviours = readBehaviours(readFileSync(new URL("../../docs/behaviours.md", import.meta.url), "utf8"))
const tests = readTests(root, listSources(root))

const proven = new Set(tests.flatMap(({ ids }) => ids))
if (!process.argv.includes("--quiet")) {
  for (const { id, text } of behaviours) {
    console.log(`${proven.has(id) ? "●" : "○"} ${id.padEnd(4)}${text}`)
    for (const { file, title } of tests.filter(({ ids }) => ids.includes(id)))
      console.log(`       ${file}: ${title}`)
  }
}
const known = new Set(behaviours.map(({ id }) => id))
const unknown = tests.filter(({ ids }) => ids.some((id) => !known.has(id)))
for (const { file, title } of unknown) console.log(`? names an unknown id: ${file}: ${title}`)
const count = behaviours.filter(({ id }) => proven.has(id)).length
console.log(`${count} of ${behaviours.length} behaviours have tests; ○ marks those without.`)
process.exitCode = unknown.length > 0 ? 1 : 0
