import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import { type Applied, differencesOf, MigrationsDifferError } from "./applied.ts"

/** A migration's file name, as the Supabase CLI reads it: `<14 digits>_<name>.sql`. */
const fileName = /^(\d{14})_(.+)\.sql$/

/** A migration did not apply. `file` and, where Postgres gave a position, `line` say where. */
export class MigrationError extends Error {
  readonly file: string
  readonly line: number | null
  constructor(file: string, line: number | null, cause: Error) {
    super(`Migration ${file}${line === null ? "" : `, line ${line}`}: ${cause.message}`, { cause })
    this.name = "MigrationError"
    this.file = file
    this.line = line
  }
}

/**
 * Applies the pending migrations of `dir` in order, each in a transaction of its own together with its row in
 * `supabase_migrations.schema_migrations`, the table the Supabase CLI keeps: either tool may go on after the other.
 * Resolves to the files applied now.
 * @throws MigrationError at the first that fails; earlier ones stay applied. MigrationsDifferError, and nothing is applied,
 * when one applied earlier has another text now or no file.
 */
export async function migrate(dbUrl: string, dir: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: dbUrl })
  await client.connect()
  try {
    await client.query(`
      create schema if not exists supabase_migrations;
      create table if not exists supabase_migrations.schema_migrations (
        version text primary key, statements text[], name text
      )`)
    const { rows } = await client.query<Applied>(
      "select version, name, statements from supabase_migrations.schema_migrations order by version",
    )
    const migrations = listMigrations(dir)
    const textOf = (wanted: string) => {
      const found = migrations.find(({ version }) => version === wanted)
      return found === undefined ? null : readFileSync(join(dir, found.file), "utf8")
    }
    const differences = differencesOf(rows, textOf)
    if (differences.length > 0) throw new MigrationsDifferError(differences)
    const applied = new Set(rows.map((row) => row.version))
    const pending = migrations.filter((migration) => !applied.has(migration.version))
    for (const migration of pending) await apply(client, dir, migration)
    return pending.map((migration) => migration.file)
  } finally {
    await client.end()
  }
}

interface Migration {
  file: string
  version: string
  name: string
}

function listMigrations(dir: string): Migration[] {
  return readdirSync(dir)
    .sort()
    .flatMap((file) => {
      const [, version, name] = fileName.exec(file) ?? []
      return version === undefined || name === undefined ? [] : [{ file, version, name }]
    })
}

async function apply(client: pg.Client, dir: string, { file, version, name }: Migration): Promise<void> {
  const text = readFileSync(join(dir, file), "utf8")
  try {
    await client.query("begin")
    await client.query(text)
    await client.query(
      "insert into supabase_migrations.schema_migrations (version, statements, name) values ($1, $2, $3)",
      [version, [text], name],
    )
    await client.query("commit")
  } catch (error) {
    await client.query("rollback").catch(() => {})
    throw new MigrationError(file, lineOf(text, error), error as Error)
  }
  // A migration may have changed them for its own use.
  await client.query("reset all; reset role")
}

function lineOf(text: string, error: unknown): number | null {
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN
  return position > 0 ? text.slice(0, position).split("\n").length : null
}
