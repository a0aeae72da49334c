import type pg from "pg"
import type { Exchange } from "../gateway/exchange.ts"
import type { Claims, Tokens } from "../tokens.ts"
import { fromDatabase, storageErrors } from "./errors.ts"
import type { ObjectFiles } from "./files.ts"
import type { UrlTokens } from "./url-tokens.ts"

export interface StorageContext {
  /** Signs in as the owner of the tables: its own questions see every row. */
  pool: pg.Pool
  tokens: Tokens
  urlTokens: UrlTokens
  files: ObjectFiles
  /** Bytes; a bucket may say less. */
  largestObject: number
}

export type Database = Pick<pg.ClientBase, "query">

/** One request below `/storage/v1`. */
export interface StorageRequest {
  context: StorageContext
  exchange: Exchange
  /** Parts of the path the route left open, decoded. */
  params: string[]
}

/** The verified claims of the caller. @throws StorageError when there is no valid token. */
export async function readClaims({ context, exchange }: StorageRequest): Promise<Claims> {
  const { token } = exchange.caller
  if (token === null) throw storageErrors.noToken()
  try {
    return await context.tokens.verify(token)
  } catch (error) {
    throw storageErrors.unauthorized(error instanceof Error ? error.message : "invalid token")
  }
}

/**
 * Runs `work` in a transaction with the role and claims of the caller, so that the policies on `storage` decide. With
 * `keep` false everything is rolled back: the question was only whether it may be done.
 */
export async function asCaller<T>(
  { pool }: StorageContext,
  claims: Claims,
  work: (db: Database) => Promise<T>,
  keep = true,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query("begin")
    await client.query(
      `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
        set_config('request.jwt.claim.sub', $3, true), set_config('request.jwt.claim.role', $1, true)`,
      [claims.role, JSON.stringify(claims), claims.sub ?? ""],
    )
    const result = await work(client)
    await client.query(keep ? "commit" : "rollback")
    return result
  } catch (error) {
    await client.query("rollback").catch(() => {})
    throw fromDatabase(error)
  } finally {
    client.release()
  }
}
