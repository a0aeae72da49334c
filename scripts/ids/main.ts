import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { listSources } from "../import-rules/graph.ts"
import { judge } from "./judge.ts"
import { summary } from "./progress.ts"
import { readBehaviours, readTests } from "./read.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))
const behaviours = readBehaviours(readFileSync(new URL("../../docs/behaviours.md", import.meta.url), "utf8"))
const tests = readTests(root, listSources(root))

const marks = { built: "●", part: "◐", planned: "○" }
if (!process.argv.includes("--quiet")) {
  for (const { id, text, state } of behaviours) {
    console.log(`${state === null ? "?" : marks[state]} ${id.padEnd(4)}${text}`)
    for (const { file, title } of tests.filter(({ ids }) => ids.includes(id)))
      console.log(`       ${file}: ${title}`)
  }
}
const faults = judge(behaviours, tests)
for (const fault of faults) console.error(fault)
console.log(summary(behaviours))
process.exitCode = faults.length > 0 ? 1 : 0
