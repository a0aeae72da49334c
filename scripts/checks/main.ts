import { ensureBrowser } from "./browser.ts"
import { type Counts, sum } from "./counts.ts"
import { runCommand } from "./run.ts"
import { type Stage, stages } from "./stages.ts"

/** Every stage whose name contains one of the words given, all without words. */
function chosen(words: string[]): Stage[] {
  const wanted = words.map((word) => word.toLowerCase())
  return stages.filter(
    ({ name }) => wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word)),
  )
}

const browser = ensureBrowser()
if (browser.problem !== undefined) {
  console.error(`\n${browser.problem}\n`)
  console.log("0 passed, 1 failed")
  process.exit(1)
}

const selected = chosen(process.argv.slice(2))
if (selected.length === 0) {
  console.error(`\nNo stage is called that. There are: ${stages.map(({ name }) => name).join(", ")}\n`)
  console.log("0 passed, 1 failed")
  process.exit(1)
}

const results: { name: string; counts: Counts; seconds: number }[] = []
for (const { name, commands } of selected) {
  console.log(`\n━━ ${name} ${"━".repeat(Math.max(0, 68 - name.length))}`)
  const begun = performance.now()
  const counts: Counts[] = []
  for (const command of commands) counts.push(await runCommand(command, { CHROMIUM: browser.path }))
  results.push({ name, counts: sum(counts), seconds: (performance.now() - begun) / 1000 })
}

console.log(`\n━━ Summary ${"━".repeat(61)}`)
for (const { name, counts, seconds } of results) {
  const failed = counts.failed > 0 ? `${counts.failed} failed` : ""
  console.log(
    `${name.padEnd(28)}${String(counts.passed).padStart(5)} passed  ${failed.padEnd(10)} ${seconds.toFixed(0).padStart(4)} s`,
  )
}
const total = sum(results.map(({ counts }) => counts))
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
