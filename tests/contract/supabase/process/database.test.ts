import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { MigrationsDifferError } from "../../../../local/supabase/database/applied.ts"
import { createDatabase, dropDatabase } from "../../../../local/supabase/database/databases.ts"
import { MigrationError, migrate } from "../../../../local/supabase/database/migrate.ts"
import { backend } from "../support/backend.ts"

const name = `contract_db_${process.pid}`
let dbUrl: string
let client: pg.Client
let dir: string

describe.skipIf(!backend().isLocal)("a database of its own", () => {
  beforeAll(async () => {
    dbUrl = await createDatabase(backend().dbUrl, name)
    client = new pg.Client({ connectionString: dbUrl })
    await client.connect()
  })
  afterAll(async () => {
    await client.end()
    await dropDatabase(backend().dbUrl, name)
  })
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "contract-migrations-"))
  })
  afterEach(() => rmSync(dir, { recursive: true }))
  const two: [file: string, text: string][] = [
    ["20260101000000_create_one.sql", "create table public.one (n int);"],
    ["20260102000000_fill_one.sql", "insert into public.one values (1);"],
  ]
  const write = (file: string, text: string) => writeFileSync(join(dir, file), text)
  const rows = async (text: string) => (await client.query<Record<string, unknown>>(text)).rows

  test("has Supabase's schemas and takes the extensions a project uses", async () => {
    for (const extension of ["pgtap", "pg_trgm", "citext", "btree_gist", "unaccent", "moddatetime"]) {
      await client.query(`create extension if not exists ${extension} with schema extensions`)
    }
    await client.query("begin")
    await client.query("set local search_path = public, extensions")
    const [plan] = await rows("select plan(1)")
    const [ok] = await rows("select has_table('auth', 'users', 'auth.users is there')")
    await client.query("rollback")
    expect([plan, ok]).toEqual([{ plan: "1..1" }, { has_table: "ok 1 - auth.users is there" }])
  })

  test("tells letters of every script apart for searching", async () => {
    const [row] = await rows("select cardinality(extensions.show_trgm('電話')) as n, lower('ÉＡ') as lower")
    expect(row).toEqual({ n: 3, lower: "éａ" })
  })

  test("belongs to a role that is no superuser, as on hosted Supabase", async () => {
    expect(await rows("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")).toEqual([
      { rolsuper: false, rolbypassrls: true },
    ])
    await expect(client.query("alter system set work_mem = '1GB'")).rejects.toThrow("permission denied")
  })

  test("is migrated file by file, once", async () => {
    for (const [file, text] of two) write(file, text)
    write("README.md", "not a migration")
    expect(await migrate(dbUrl, dir)).toEqual([
      "20260101000000_create_one.sql",
      "20260102000000_fill_one.sql",
    ])
    expect(await migrate(dbUrl, dir)).toEqual([])
    expect(await rows("select n from public.one")).toEqual([{ n: 1 }])
    expect(await rows("select version, name from supabase_migrations.schema_migrations order by 1")).toEqual([
      { version: "20260101000000", name: "create_one" },
      { version: "20260102000000", name: "fill_one" },
    ])
  })

  test("is left as it is when its migrations were rewritten or are gone, which are named", async () => {
    write("20260102000000_fill_one.sql", "insert into public.one values (2);")
    write("20260103000000_drop_one.sql", "drop table public.one;")
    const failure = await migrate(dbUrl, dir).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(MigrationsDifferError)
    expect(failure).toMatchObject({
      message: expect.stringContaining(
        "20260101000000_create_one is gone, 20260102000000_fill_one was rewritten",
      ),
    })
    expect(await rows("select n from public.one")).toEqual([{ n: 1 }])
  })

  test("keeps nothing of a migration that fails, and says where", async () => {
    for (const [file, text] of two) write(file, text)
    write(
      "20260201000000_break.sql",
      "create table public.broken (n int);\n\nselect no_such_column from public.broken;",
    )
    const failure = await migrate(dbUrl, dir).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(MigrationError)
    expect(failure).toMatchObject({ file: "20260201000000_break.sql", line: 3 })
    expect(await rows("select to_regclass('public.broken') as broken")).toEqual([{ broken: null }])
    write("20260201000000_break.sql", "create table public.broken (n int);")
    expect(await migrate(dbUrl, dir)).toHaveLength(1)
  })
})
