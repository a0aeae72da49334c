import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { anonymous, newPerson, type Person, removePeople, service } from "./support/clients.ts"
import { createSchema } from "./support/schema.ts"
import { sql } from "./support/sql.ts"

const table = "contract_notes"
let owner: Person
let other: Person

beforeAll(async () => {
  await createSchema(
    `create table public.${table} (
       id bigint generated always as identity primary key,
       owner uuid not null default auth.uid(), body text not null);
     alter table public.${table} enable row level security;
     create policy own_select on public.${table} for select to authenticated using (owner = (select auth.uid()));
     create policy own_insert on public.${table} for insert to authenticated with check (owner = (select auth.uid()));
     create policy own_update on public.${table} for update to authenticated
       using (owner = (select auth.uid())) with check (owner = (select auth.uid()));
     create policy own_delete on public.${table} for delete to authenticated using (owner = (select auth.uid()));`,
  )
  ;[owner, other] = await Promise.all([newPerson(), newPerson()])
})
afterAll(async () => {
  await sql(`drop table public.${table}`)
  await removePeople(owner, other)
})

async function newNote(body: string): Promise<number> {
  const { data, error } = await owner.client.from(table).insert({ body }).select("id").single()
  if (error) throw error
  return data.id
}
const bodyOf = async (id: number) =>
  (await service().from(table).select("body").eq("id", id).maybeSingle()).data?.body

describe("row level security", () => {
  test("select shows the owner's rows to the owner alone", async () => {
    const id = await newNote("mine")
    expect((await owner.client.from(table).select().eq("id", id)).data).toHaveLength(1)
    expect((await other.client.from(table).select().eq("id", id)).data).toEqual([])
    expect((await anonymous().from(table).select().eq("id", id)).data).toEqual([])
    expect((await service().from(table).select().eq("id", id)).data).toHaveLength(1)
  })

  test("insert in somebody else's name is refused", async () => {
    const { error, status } = await other.client.from(table).insert({ body: "forged", owner: owner.id })
    expect({ code: error?.code, status }).toEqual({ code: "42501", status: 403 })
    const visitor = await anonymous().from(table).insert({ body: "forged", owner: owner.id })
    expect({ code: visitor.error?.code, status: visitor.status }).toEqual({ code: "42501", status: 401 })
  })

  test("update of somebody else's row changes nothing", async () => {
    const id = await newNote("as it was")
    const { data, error } = await other.client.from(table).update({ body: "changed" }).eq("id", id).select()
    expect({ data, error }).toEqual({ data: [], error: null })
    expect(await bodyOf(id)).toBe("as it was")
  })

  test("update cannot give a row away", async () => {
    const id = await newNote("kept")
    const { error } = await owner.client.from(table).update({ owner: other.id }).eq("id", id)
    expect(error?.code).toBe("42501")
  })

  test("upsert onto somebody else's row is refused", async () => {
    await sql(`create unique index contract_notes_body on public.${table} (body)`)
    await newNote("taken")
    const { error } = await other.client.from(table).upsert({ body: "taken" }, { onConflict: "body" })
    expect(error?.code).toBe("42501")
    await sql("drop index public.contract_notes_body")
  })

  test("delete of somebody else's row deletes nothing", async () => {
    const id = await newNote("stays")
    expect((await other.client.from(table).delete().eq("id", id).select()).data).toEqual([])
    expect(await bodyOf(id)).toBe("stays")
    expect((await owner.client.from(table).delete().eq("id", id).select()).data).toHaveLength(1)
    expect(await bodyOf(id)).toBeUndefined()
  })

  test("the tables of Auth and the schemas that are not exposed cannot be asked", async () => {
    for (const schema of ["auth", "storage", "realtime"]) {
      const { error } = await service().schema(schema).from("users").select()
      expect(error?.code).toBe("PGRST106")
    }
    const users = await sql<{ allowed: boolean }>(
      "select has_table_privilege('authenticated', 'auth.users', 'select') as allowed",
    )
    expect(users).toEqual([{ allowed: false }])
  })
})
