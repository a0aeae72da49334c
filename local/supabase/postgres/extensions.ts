import { execFileSync } from "node:child_process"
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

const require = createRequire(import.meta.url)

/** Puts pgTAP (pure SQL, taken from the package that carries it for PGlite) into a Postgres' extension folder. */
export function addPgtap(extensionFolder: string): void {
  const archive = join(dirname(require.resolve("@electric-sql/pglite-pgtap")), "pgtap.tar.gz")
  const aside = mkdtempSync(join(tmpdir(), "pgtap-"))
  try {
    execFileSync("tar", ["-xzf", archive, "-C", aside], { stdio: "ignore" })
    const from = join(aside, "share/postgresql/extension")
    for (const name of readdirSync(from)) {
      if (/^pgtap(--.*\.sql|\.control)$/.test(name)) cpSync(join(from, name), join(extensionFolder, name))
    }
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

/**
 * Hosted Supabase lets its role `postgres`, which is no superuser, create these extensions. Marking them trusted has
 * the same effect here.
 */
export function trustExtensions(extensionFolder: string): void {
  for (const name of [
    "pgtap",
    "moddatetime",
    "pg_stat_statements",
    "uuid-ossp",
    "insert_username",
    "autoinc",
  ]) {
    const file = join(extensionFolder, `${name}.control`)
    if (!existsSync(file)) continue
    const control = readFileSync(file, "utf8").replace(/^trusted\s*=.*$/m, "")
    writeFileSync(file, `${control.trimEnd()}\ntrusted = true\n`)
  }
}
