import pg from "pg"
import { readAccount } from "./account.ts"
import { tellMonth } from "./month.ts"
import { write } from "./write.ts"

/**
 * Tells the past of the demo account up to `now` in the client's open transaction. The same stories at the same `now` leave
 * the same calls. Resolves to how many there are; 0 without a demo account.
 */
export async function tellDemo(client: pg.ClientBase, now: Date): Promise<number> {
  const account = await readAccount(client)
  if (!account) return 0
  const told = tellMonth(account, now.toISOString())
  await write(client, account, told)
  return new Set(told.map((one) => ("append" in one ? one.append.call_id : one.callId))).size
}

/** The same in one transaction of its own, once: an account that has calls has been told of. */
export async function tellDemoOnce(dbUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: dbUrl })
  await client.connect()
  try {
    await client.query("begin")
    const account = await readAccount(client)
    const { rowCount } = await client.query("select from public.calls where account_id = $1 limit 1", [
      account?.id ?? null,
    ])
    if (rowCount === 0) await tellDemo(client, new Date())
    await client.query("commit")
  } finally {
    await client.end()
  }
}
