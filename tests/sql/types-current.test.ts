import { readFileSync } from "node:fs"
import { expect, inject, test } from "vitest"
import { generateTypes, typesFile } from "../../scripts/generate-types.ts"

test("the committed types are those of the migrations: node scripts/generate-types.ts makes them", async () => {
  expect(readFileSync(typesFile, "utf8")).toBe(await generateTypes(inject("sql").templateUrl))
})
