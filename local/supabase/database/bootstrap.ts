import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import pg from "pg"
import { superuser } from "../postgres/cluster.ts"

const folder = fileURLToPath(new URL("../bootstrap/", import.meta.url))

export interface BootstrapOptions {
  port: number
  superuserPassword: string
  databasePassword: string
  /** Password of the roles the stack's own services sign in with. */
  servicePassword: string
}

/** Roles the stack's services sign in with. */
const serviceRoles = ["authenticator", "supabase_auth_admin", "supabase_storage_admin"]

/** Changes whenever the SQL of `bootstrap/` changes. */
export function bootstrapVersion(): string {
  const hash = createHash("sha256")
  for (const text of bootstrapFiles()) hash.update(text)
  return hash.digest("hex")
}

/**
 * Makes Supabase's roles, and its schemas in the database `postgres` and in `template1`, so that every database made
 * later (`create database …`, by tests) has them too. May be run again on an existing cluster.
 */
export async function bootstrapDatabase(options: BootstrapOptions): Promise<void> {
  for (const database of ["template1", "postgres"]) {
    const client = new pg.Client({
      host: "127.0.0.1",
      port: options.port,
      user: superuser,
      password: options.superuserPassword,
      database,
    })
    await client.connect()
    try {
      for (const text of bootstrapFiles()) await client.query(`begin;\n${text}\ncommit;`)
      if (database === "template1") await setPasswords(client, options)
      else await client.query("alter database postgres owner to postgres")
    } finally {
      await client.end()
    }
  }
}

async function setPasswords(client: pg.Client, options: BootstrapOptions): Promise<void> {
  const passwords = new Map(serviceRoles.map((role) => [role, options.servicePassword]))
  passwords.set("postgres", options.databasePassword)
  for (const [role, password] of passwords) {
    await client.query(
      `alter role ${client.escapeIdentifier(role)} password ${client.escapeLiteral(password)}`,
    )
  }
}

function bootstrapFiles(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => readFileSync(`${folder}${name}`, "utf8"))
}
