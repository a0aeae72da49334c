import { fileURLToPath } from "node:url"
import { checkImports } from "./check.ts"

const violations = checkImports(fileURLToPath(new URL("../..", import.meta.url)))
for (const { rule, where, message } of violations) console.error(`${where}  ${rule}: ${message}`)
console.log(
  violations.length === 0 ? "imports: every file keeps the rules" : `imports: ${violations.length} broken`,
)
process.exitCode = violations.length === 0 ? 0 : 1
