// `npm test`.
import { ensureInstalled, runProgram } from "./bootstrap.mjs"

ensureInstalled()
await runProgram("scripts/checks/main.ts", process.argv.slice(2))
