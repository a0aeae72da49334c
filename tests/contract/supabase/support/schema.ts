import { service } from "./clients.ts"
import { sql } from "./sql.ts"
import { until } from "./until.ts"

/** Creates tables and functions and waits until the API knows `probe`, a table of them. */
export async function createSchema(text: string, probe: string): Promise<void> {
  await sql(text)
  const client = service()
  await until(
    `the API knows ${probe}`,
    async () => (await client.from(probe).select().limit(1)).error === null,
  )
}
