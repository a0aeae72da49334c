import { randomUUID } from "node:crypto"
import { service } from "./clients.ts"
import { sql } from "./sql.ts"
import { until } from "./until.ts"

/**
 * Creates tables and functions and waits until the API has read the schema. It is asked through a function: unlike
 * tables, functions are found only in what it has read.
 */
export async function createSchema(text: string): Promise<void> {
  const probe = `contract_ready_${randomUUID().slice(0, 8)}`
  await sql(`${text}; create function public.${probe}() returns int language sql as 'select 1'`)
  const client = service()
  await until("the API reads the schema", async () => (await client.rpc(probe)).error === null)
  await sql(`drop function public.${probe}()`)
}
