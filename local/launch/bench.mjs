// `npm run bench`.
import { ensureInstalled, runProgram } from "./bootstrap.mjs"

ensureInstalled()
await runProgram("bench/main.ts", process.argv.slice(2))
