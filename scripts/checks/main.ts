import { availableParallelism } from "node:os"
import { ensureBrowser } from "./browser.ts"
import { readChange, stagesTouchedBy } from "./changed.ts"
import { chooseStages } from "./choose.ts"
import { type Counts, sum } from "./counts.ts"
import { type Result, runCommand } from "./run.ts"
import { runSideBySide } from "./side-by-side.ts"
import { describeSlowest } from "./slowest.ts"
import { type Stage, type StageName, stages } from "./stages.ts"
import { Turns } from "./turns.ts"

const begun = performance.now()
const flags = process.argv.slice(2).filter((word) => word.startsWith("-"))
const words = process.argv.slice(2).filter((word) => !word.startsWith("-"))

/** Says why nothing runs, and the closing line. */
function refuse(why: string): never {
  console.error(`\n${why}\n`)
  console.log("0 passed, 1 failed")
  process.exit(1)
}

function touched(): Set<StageName> | undefined {
  const change = readChange()
  if (change === undefined) {
    console.log("git does not tell what has changed: everything runs.")
    return undefined
  }
  const names = stagesTouchedBy(change.paths)
  console.log(`${change.paths.length} files have changed since ${change.since.slice(0, 10)}.`)
  console.log(`They can touch: ${[...names].join(", ") || "nothing"}.`)
  return names
}

const unknown = flags.find((flag) => flag !== "--changed")
if (unknown !== undefined) refuse(`There is no ${unknown}; there is --changed.`)
if (chooseStages(words).length === 0)
  refuse(`No stage is called that. There are: ${stages.map(({ name }) => name).join(", ")}`)
const selected = chooseStages(words, flags.includes("--changed") ? touched() : undefined)

const browser = ensureBrowser()
if (browser.problem !== undefined) refuse(browser.problem)
const environment = { CHROMIUM: browser.path }

interface Done {
  counts: Counts
  seconds: number
  tests: Result["tests"]
}
const done = new Map<Stage, Done>()
const turns = new Turns((text) => process.stdout.write(text))

async function runStage(stage: Stage): Promise<void> {
  const turn = turns.open()
  const stageBegun = performance.now()
  turn.write(`\n━━ ${stage.name} ${"━".repeat(Math.max(0, 68 - stage.name.length))}\n`)
  const results: Result[] = []
  for (const command of stage.commands) results.push(await runCommand(command, environment, turn.write))
  done.set(stage, {
    counts: sum(results.map(({ counts }) => counts)),
    seconds: (performance.now() - stageBegun) / 1000,
    tests: results.flatMap(({ tests }) => tests),
  })
  turn.close()
}

// More cores are used by the programs themselves.
await runSideBySide(selected, Math.min(2, availableParallelism()), runStage)

const slowest = describeSlowest([...done.values()].flatMap(({ tests }) => tests))
if (slowest.length > 0) console.log(`\n━━ Slowest ${"━".repeat(61)}\n${slowest.join("\n")}`)
console.log(`\n━━ Summary ${"━".repeat(61)}`)
for (const stage of selected) {
  const { counts, seconds } = done.get(stage) ?? { counts: { passed: 0, failed: 1 }, seconds: 0 }
  const failed = counts.failed > 0 ? `${counts.failed} failed` : ""
  console.log(
    `${stage.name.padEnd(28)}${String(counts.passed).padStart(5)} passed  ${failed.padEnd(10)} ${seconds.toFixed(0).padStart(4)} s`,
  )
}
const total = sum([...done.values()].map(({ counts }) => counts))
const minutes = (performance.now() - begun) / 60_000
console.log(`${"Together".padEnd(52)}${minutes.toFixed(1).padStart(5)} min`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
