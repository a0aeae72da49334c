import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { z } from "zod"
import { readRoutines } from "./folder.ts"
import { planMigration } from "./migration.ts"

const supabase = fileURLToPath(new URL("../../supabase/", import.meta.url))
const releasedSchema = z.object({
  lastMigration: z
    .string()
    .regex(/^\d{14}$/)
    .nullable(),
})

/** What the migrations that make `supabase/routines` should be, from what the repository holds now. */
export function planned(now: Date) {
  const { lastMigration } = releasedSchema.parse(JSON.parse(readFileSync(`${supabase}released.json`, "utf8")))
  const migrations = readdirSync(`${supabase}migrations`)
    .filter((name) => /^\d{14}_.+\.sql$/.test(name))
    .map((name) => ({ name, text: readFileSync(`${supabase}migrations/${name}`, "utf8") }))
  return { ...planMigration(readRoutines(`${supabase}routines`), migrations, lastMigration, now), migrations }
}

if (import.meta.main) {
  const { write, remove } = planned(new Date())
  for (const name of remove) rmSync(`${supabase}migrations/${name}`)
  if (write) writeFileSync(`${supabase}migrations/${write.name}`, write.text)
}
