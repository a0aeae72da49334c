// `npm start`, `npm run dev` and `npm run reset`.
import { ensureInstalled, runProgram } from "./bootstrap.mjs"

ensureInstalled()
await runProgram("local/launch/main.ts", process.argv.slice(2))
