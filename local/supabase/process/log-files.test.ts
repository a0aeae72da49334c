import { closeSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { keepLogSmall, openLog } from "./log-files.ts"

let dir: string
let file: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "log-files-"))
  file = join(dir, "app.log")
})
afterEach(() => rmSync(dir, { recursive: true }))
const read = (name: string) => readFileSync(join(dir, name), "utf8")

test("a beginning keeps the logs of the four runs before it, and no more", () => {
  for (const run of ["1", "2", "3", "4", "5", "6"]) {
    const log = openLog(file)
    writeSync(log, run)
    closeSync(log)
  }
  const names = ["app.log", "app.1.log", "app.2.log", "app.3.log", "app.4.log"]
  expect(readdirSync(dir).sort()).toEqual(names.toSorted())
  expect(names.map(read)).toEqual(["6", "5", "4", "3", "2"])
})

test("a log that has grown large begins anew while its process goes on writing", () => {
  const log = openLog(file)
  writeSync(log, "a".repeat(20))
  keepLogSmall(file, 20)
  expect(readdirSync(dir)).toEqual(["app.log"])
  writeSync(log, "b")
  keepLogSmall(file, 20)
  writeSync(log, "after")
  closeSync(log)
  expect([read("app.log"), read("app.1.log")]).toEqual(["after", `${"a".repeat(20)}b`])
})
