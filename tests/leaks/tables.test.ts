import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { ask, isRefused, rowCount } from "./api.ts"
import { columnGrants, listTables } from "./catalog.ts"
import { type Fixture, openFixture } from "./fixture.ts"
import { tables } from "./matrix.ts"
import { everybody, nobody } from "./personas.ts"

let f: Fixture
beforeAll(async () => {
  f = await openFixture(inject("sql"))
})
afterAll(() => f.close())

test("[K10] every table and view of the API has a row in the matrix, and every row a table", async () => {
  expect(Object.keys(tables).sort()).toEqual(await listTables(f.db))
})

test("[K10] exactly the named columns may be updated at all", async () => {
  const named = Object.entries(tables).flatMap(([table, { update }]) =>
    (update?.columns ?? []).map((column) => `${table}.${column}`),
  )
  expect(await columnGrants(f.db, "update")).toEqual(named.sort())
})

test("[K10] of a table that is not wholly readable exactly the named columns are", async () => {
  const grants = await columnGrants(f.db, "select")
  const { rows } = await f.db.query<{ name: string; all: string }>(
    `select table_name as name, string_agg(column_name, ',') as all from information_schema.columns
     where table_schema = 'public' group by table_name`,
  )
  for (const { name, all } of rows) {
    const { select, readable } = tables[name] ?? {}
    const wanted = select ? (readable ?? all.split(",")) : []
    const granted = grants.filter((grant) => grant.startsWith(`${name}.`))
    expect(granted, name).toEqual(wanted.map((column) => `${name}.${column}`).sort())
  }
})

type Row = Record<string, unknown>

/** The row's columns as the database gives them back; a time comes with seconds, so times are left out. */
const plain = (row: Row) => Object.entries(row).filter(([column]) => !["opens", "closes"].includes(column))

const filterOf = (row: Row) =>
  plain(row)
    .map(([column, value]) => `${column}=eq.${encodeURIComponent(String(value))}`)
    .join("&")

const condition = (row: Row) =>
  plain(row)
    .map(([column], index) => `${column}::text = $${index + 1}`)
    .join(" and ")
const values = (row: Row) => plain(row).map(([, value]) => String(value))

async function exists(table: string, row: Row): Promise<boolean> {
  const { rowCount: found } = await f.db.query(
    `select from public.${table} where ${condition(row)}`,
    values(row),
  )
  return (found ?? 0) > 0
}

/** Makes the row as the database's owner, tries `attempt` on it, and removes what is left of it. */
async function withRow<T>(table: string, row: Row, attempt: (filter: string) => Promise<T>): Promise<T> {
  const columns = Object.keys(row)
  const places = columns.map((_, index) => `$${index + 1}`)
  const { rows } = await f.db.query(
    `insert into public.${table} (${columns.join(", ")}) values (${places.join(", ")}) returning *`,
    Object.values(row),
  )
  try {
    return await attempt(filterOf(row))
  } finally {
    // Changed meanwhile, perhaps: the key tells it.
    const keys = [
      "id",
      ...Object.keys(row).filter(
        (column) => column.endsWith("_id") || column === "number" || column === "day",
      ),
    ]
    const key = Object.fromEntries(
      "id" in rows[0]
        ? [["id", rows[0].id]]
        : keys.flatMap((name) => (name in row ? [[name, row[name]]] : [])),
    )
    await f.db.query(`delete from public.${table} where ${condition(key)}`, values(key))
  }
}

describe.each(Object.entries(tables))("%s", (table, rights) => {
  const path = `/rest/v1/${table}`
  const shown = rights.readable ? `select=${rights.readable.join(",")}&` : ""

  test.each(everybody)("[K10] select by %s", async (persona) => {
    const answer = await ask(f, persona, `${path}?${shown}${rights.row(f)}`)
    if ((rights.select ?? nobody).includes(persona)) {
      expect(rowCount(answer), JSON.stringify(answer.body)).toBeGreaterThan(0)
    } else {
      expect(rowCount(answer)).toBe(0)
      expect(answer.leaks).toBe(false)
    }
  })

  test.each(everybody)("[K10] insert by %s", async (persona) => {
    if (!rights.insert) {
      expect(isRefused(await ask(f, persona, path, { method: "POST", body: {} }))).toBe(true)
      return
    }
    const row = rights.insert.row(f)
    const answer = await ask(f, persona, path, { method: "POST", body: row })
    const isMade = await exists(table, row)
    if (isMade) await f.db.query(`delete from public.${table} where ${condition(row)}`, values(row))
    const isAllowed = rights.insert.by.includes(persona)
    expect(isMade, JSON.stringify(answer.body)).toBe(isAllowed)
    if (!isAllowed) expect(isRefused(answer), JSON.stringify(answer.body)).toBe(true)
  })

  test.each(everybody)("[K10] update by %s", async (persona) => {
    const { update, insert } = rights
    if (!update) {
      const [column = ""] = rights.row(f).split("=")
      const answer = await ask(f, persona, `${path}?${shown}${rights.row(f)}`, {
        method: "PATCH",
        body: { [column]: null },
      })
      expect(isRefused(answer), JSON.stringify(answer.body)).toBe(true)
      return
    }
    const change = (filter: string) =>
      ask(f, persona, `${path}?${shown}${filter}`, { method: "PATCH", body: update.set(f) })
    const answer = insert ? await withRow(table, insert.row(f), change) : await change(rights.row(f))
    if (update.by.includes(persona)) {
      expect(rowCount(answer), JSON.stringify(answer.body)).toBeGreaterThan(0)
    } else {
      expect(rowCount(answer), JSON.stringify(answer.body)).toBe(0)
      expect(answer.leaks).toBe(false)
    }
  })

  test.each(everybody)("[K10] delete by %s", async (persona) => {
    if (!rights.delete || !rights.insert) {
      const answer = await ask(f, persona, `${path}?${shown}${rights.row(f)}`, { method: "DELETE" })
      expect(isRefused(answer), JSON.stringify(answer.body)).toBe(true)
      return
    }
    const row = rights.insert.row(f)
    const isLeft = await withRow(table, row, async (filter) => {
      await ask(f, persona, `${path}?${shown}${filter}`, { method: "DELETE" })
      return exists(table, row)
    })
    expect(isLeft).toBe(!rights.delete.by.includes(persona))
  })
})
