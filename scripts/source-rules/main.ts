import { fileURLToPath } from "node:url"
import { checkSources } from "./check.ts"

const violations = checkSources(fileURLToPath(new URL("../..", import.meta.url)))
for (const { rule, where, message } of violations) console.error(`${where}  ${rule}: ${message}`)
console.log(
  violations.length === 0 ? "sources: every file keeps the rules" : `sources: ${violations.length} broken`,
)
process.exitCode = violations.length === 0 ? 0 : 1
