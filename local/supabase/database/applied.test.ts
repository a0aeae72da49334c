import { expect, test } from "vitest"
import { type Applied, differencesOf, MigrationsDifferError } from "./applied.ts"

const files: Record<string, string> = {
  "20260101000000": "create table one (n int);\n",
  "20260102000000": "create table two (n int);\n",
}
const textOf = (version: string) => files[version] ?? null
const row = (version: string, ...statements: string[]): Applied => ({ version, name: "make", statements })

test("what was applied as the files say, by either tool, is no difference", () => {
  const applied = [
    row("20260101000000", "create table one (n int);\n"),
    row("20260101000000", "create table one\n  (n int)"),
    row("20260102000000", "create table other (n int)", "select 1"),
    { ...row("20260102000000"), statements: null },
  ]
  expect(differencesOf(applied, textOf)).toEqual([])
})

test("a rewritten migration and one without a file are named, a few of many", () => {
  const applied = [
    row("20260101000000", "create table one (n bigint);"),
    row("20260103000000", "select 1"),
    row("20260104000000", "select 1"),
    row("20260105000000", "select 1"),
  ]
  const differences = differencesOf(applied, textOf)
  expect(differences.slice(0, 2)).toEqual([
    "20260101000000_make was rewritten",
    "20260103000000_make is gone",
  ])
  expect(new MigrationsDifferError(differences).message).toMatch(/20260104000000_make is gone and 1 more$/)
})
