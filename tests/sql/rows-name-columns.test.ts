import { expect, test } from "vitest"
import { openDatabase } from "./support/database.ts"

const db = openDatabase()

test("a row that is written names its columns: others get their defaults, unknown ones are refused", async () => {
  const client = await db.pool.connect()
  const insert = (rows: object[]) =>
    client.query("select private.insert_rows('private.made_here', $1)", [JSON.stringify(rows)])
  try {
    await client.query("begin")
    await client.query(
      `create table private.made_here (
         id integer primary key, "a.b" text not null default 'kept', twice integer generated always as (id * 2) stored)`,
    )
    await insert([])
    await insert([{ id: 1 }])
    await insert([{ id: 2, "a.b": "said" }])
    const { rows } = await client.query('select id, "a.b", twice from private.made_here order by id')
    expect(rows).toEqual([
      { id: 1, "a.b": "kept", twice: 2 },
      { id: 2, "a.b": "said", twice: 4 },
    ])
    await expect(insert([{ id: 3, unknown: 1 }])).rejects.toThrow(/column "unknown"/)
  } finally {
    await client.query("rollback")
    client.release()
  }
})
