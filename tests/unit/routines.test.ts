import { readdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { planned } from "../../scripts/routines/main.ts"

const routines = fileURLToPath(new URL("../../supabase/routines", import.meta.url))

test("the migrations make what supabase/routines says: npm run generate:routines", () => {
  const { write, remove, migrations } = planned(new Date(0))
  expect(remove).toEqual([])
  if (write !== null) expect(migrations.find(({ name }) => name === write.name)?.text).toBe(write.text)
})

test("a function is written in supabase/routines, not in a migration", () => {
  const { migrations } = planned(new Date(0))
  const own = migrations.filter(({ name }) => !name.endsWith("_routines.sql"))
  expect(own.length).toBeGreaterThan(5)
  const making = /^\s*(?:create (?:or replace )?|alter |drop )(?:function|procedure|routine)\b/im
  expect(own.filter(({ text }) => making.test(text)).map(({ name }) => name)).toEqual([])
})

test("an area holds no more than 25 files", () => {
  const counts = readdirSync(routines, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, readdirSync(`${routines}/${name}`).length] as const)
  expect(counts.length).toBeGreaterThan(5)
  expect(counts.filter(([, count]) => count > 25)).toEqual([])
})
