import pg from "pg"
import { backend } from "./backend.ts"

/** Runs SQL as the project's owner. Several statements go without values. */
export async function sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: backend().dbUrl })
  await client.connect()
  try {
    return (values === undefined ? await client.query<Row>(text) : await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}
