import type pg from "pg"
import type { z } from "zod"

import type { Exchange } from "../gateway/exchange.ts"
import { readJson, wrongParts } from "../gateway/reply.ts"
import type { Mailer } from "../mail/mailer.ts"
import type { MailTemplates, ProjectConfig } from "../project-config.ts"
import type { Tokens } from "../tokens.ts"
import { authErrors } from "./errors.ts"
import type { OriginLimit } from "./limits.ts"

/** What every part of Auth works with. Time comes in, so that expiry can be tested. */
export interface AuthContext {
  pool: pg.Pool
  tokens: Tokens
  config: ProjectConfig["auth"]
  templates: MailTemplates
  /** Requests by address of the network. */
  origins: OriginLimit
  mailer: Mailer
  /** Where this API is reached: links in mails begin with it. No trailing slash. */
  apiUrl: () => string
  now: () => Date
}

/** A pool or a client inside a transaction. */
export type Database = Pick<pg.ClientBase, "query">

/**
 * The request's JSON body, checked.
 * @throws AuthError `validation_failed`
 */
export async function readBodyAs<T>(schema: z.ZodType<T>, { request }: Exchange): Promise<T> {
  const result = schema.safeParse(await readJson(request))
  if (result.success) return result.data
  throw authErrors.validation(wrongParts(result.error))
}

/** Runs `work` in one transaction; rolled back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (db: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query("begin")
    const result = await work(client)
    await client.query("commit")
    return result
  } catch (error) {
    await client.query("rollback").catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
