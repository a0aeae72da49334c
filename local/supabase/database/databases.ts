import pg from "pg"

/**
 * Makes a database beside the one of `dbUrl` and resolves to its URL. Without `template` it has Supabase's schemas and
 * nothing else; with it, it is a copy of that database, to which nobody may be connected meanwhile.
 */
export async function createDatabase(dbUrl: string, name: string, template?: string): Promise<string> {
  const quote = pg.escapeIdentifier
  await run(
    dbUrl,
    `create database ${quote(name)}${template === undefined ? "" : ` template ${quote(template)}`}`,
  )
  return databaseUrl(dbUrl, name)
}

/** Drops a database of the same server, ending its connections. */
export function dropDatabase(dbUrl: string, name: string): Promise<void> {
  return run(dbUrl, `drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
}

/** The URL of another database on the same server. */
export function databaseUrl(dbUrl: string, name: string): string {
  const url = new URL(dbUrl)
  url.pathname = `/${encodeURIComponent(name)}`
  return url.href
}

async function run(dbUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: dbUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
