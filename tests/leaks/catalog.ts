import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type pg from "pg"

const root = join(import.meta.dirname, "../..")

async function names(db: pg.Pool, query: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(query, values)
  return rows.map(({ name }) => name).sort()
}

/** Tables and views the API shows. */
export function listTables(db: pg.Pool): Promise<string[]> {
  return names(
    db,
    "select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')",
  )
}

/** Functions the API shows. */
export function listFunctions(db: pg.Pool): Promise<string[]> {
  return names(
    db,
    "select distinct proname::text as name from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f'",
  )
}

/** Functions of the API the signed-in may execute. */
export function listGrantedFunctions(db: pg.Pool): Promise<string[]> {
  return names(
    db,
    `select distinct proname::text as name from pg_proc
     where pronamespace = 'public'::regnamespace and prokind = 'f' and has_function_privilege('authenticated', oid, 'execute')`,
  )
}

/** `table.column` of every column the signed-in may read or write with that verb, before the policies are asked. */
export function columnGrants(db: pg.Pool, verb: "insert" | "update" | "select"): Promise<string[]> {
  return names(
    db,
    `select distinct table_name || '.' || column_name as name from information_schema.role_column_grants
     where table_schema = 'public' and grantee = 'authenticated' and privilege_type = upper($1)`,
    [verb],
  )
}

/** Policies that say who may listen to which private topic. */
export function listTopicPolicies(db: pg.Pool): Promise<string[]> {
  return names(
    db,
    "select policyname::text as name from pg_policies where schemaname = 'realtime' and tablename = 'messages'",
  )
}

export function listBuckets(db: pg.Pool): Promise<string[]> {
  return names(db, "select id as name from storage.buckets")
}

/** Policies on the storage's own tables. */
export function listStoragePolicies(db: pg.Pool): Promise<string[]> {
  return names(db, "select policyname::text as name from pg_policies where schemaname = 'storage'")
}

/** Tables whose changes Realtime would send to whoever may select them. */
export function listPublishedTables(db: pg.Pool): Promise<string[]> {
  return names(
    db,
    "select schemaname || '.' || tablename as name from pg_publication_tables where pubname = 'supabase_realtime'",
  )
}

/** `VERB /path` of every endpoint of the app, read from its files. */
export function listEndpoints(): string[] {
  const files = readdirSync(join(root, "app/api"), { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|\/)route\.tsx?$/.test(file),
  )
  return files
    .flatMap((file) => {
      const source = readFileSync(join(root, "app/api", file), "utf8")
      const verbs = [
        ...source.matchAll(
          /export (?:async )?(?:function|const) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g,
        ),
      ]
      if (verbs.length === 0) throw new Error(`no verb found in app/api/${file}`)
      const path = file.replace(/\/?route\.tsx?$/, "")
      return verbs.map(([, verb]) => `${verb} /api/${path}`)
    })
    .sort()
}
