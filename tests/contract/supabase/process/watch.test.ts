import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { startSupabase } from "../../../../local/supabase/start.ts"
import { until } from "../support/until.ts"
import { clear, newDataDir } from "./stack-process.ts"

vi.setConfig({ testTimeout: 120_000 })
let dataDir: string
let functionsDir: string
beforeEach(() => {
  dataDir = newDataDir()
  functionsDir = mkdtempSync(join(tmpdir(), "watched-functions-"))
  chmodSync(functionsDir, 0o755)
  mkdirSync(join(functionsDir, "greet"))
  mkdirSync(join(functionsDir, "_shared"))
})
afterEach(async () => {
  await clear(dataDir)
  rmSync(functionsDir, { recursive: true })
})

test("a function is started again when a file of it, or a shared one, changes", async () => {
  const entry = join(functionsDir, "greet/index.ts")
  const shared = join(functionsDir, "_shared/word.ts")
  const code = (mark: string) =>
    `import { word } from "../_shared/word.ts"\nDeno.serve(() => new Response(word + "${mark}"))\n`
  writeFileSync(entry, code("."))
  writeFileSync(shared, 'export const word = "one"\n')
  const lines: string[] = []
  const stack = await startSupabase({
    dataDir,
    ports: { gateway: 0, postgres: 0 },
    functionsDir,
    configFile: writeConfig(),
    watchFunctions: true,
    log: (line) => lines.push(line),
  })
  const says = async (text: string) => {
    const answer = await fetch(`${stack.url}/functions/v1/greet`)
    return (await answer.text()) === text
  }
  try {
    await until("the first answer", () => says("one."))
    writeFileSync(entry, code("!"))
    await until("the changed entry", () => says("one!"))
    writeFileSync(shared, 'export const word = "two"\n')
    await until("the changed shared file", () => says("two!"))
    writeFileSync(entry, "this is no TypeScript")
    await until("the failure is said", () => lines.some((line) => line.includes("function greet")))
    expect((await fetch(`${stack.url}/functions/v1/greet`)).status).toBe(503)
    writeFileSync(entry, code("?"))
    await until("it has recovered", () => says("two?"))
  } finally {
    await stack.stop()
  }
})

function writeConfig(): string {
  const file = join(functionsDir, "config.toml")
  writeFileSync(file, "[functions.greet]\nverify_jwt = false\n")
  return file
}
