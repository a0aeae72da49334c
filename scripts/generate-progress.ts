import { readFileSync, writeFileSync } from "node:fs"
import { withProgress } from "./ids/progress.ts"
import { readBehaviours } from "./ids/read.ts"

/** Writes into the README how much of docs/behaviours.md is built. */
const readme = new URL("../README.md", import.meta.url)
const behaviours = readBehaviours(readFileSync(new URL("../docs/behaviours.md", import.meta.url), "utf8"))
writeFileSync(readme, withProgress(readFileSync(readme, "utf8"), behaviours))
