import { afterAll, beforeAll, expect, test } from "vitest"
import { anonymous, newPerson, type Person, removePeople, service } from "./support/clients.ts"
import { createSchema } from "./support/schema.ts"
import { sql } from "./support/sql.ts"

let people: Person[] = []

beforeAll(async () => {
  await createSchema(
    `create table public.contract_isolation (owner uuid primary key default auth.uid());
     alter table public.contract_isolation enable row level security;
     create policy own on public.contract_isolation for all to authenticated
       using (owner = (select auth.uid())) with check (owner = (select auth.uid()));
     create function public.contract_who() returns jsonb language sql volatile as $$
       select jsonb_build_object('uid', auth.uid(), 'role', auth.role(), 'user', current_user,
         'email', auth.jwt() ->> 'email', 'waited', pg_sleep(0.02) is null)
     $$;`,
  )
  people = await Promise.all(Array.from({ length: 4 }, () => newPerson()))
  for (const { client } of people) {
    const { error } = await client.from("contract_isolation").insert({})
    if (error) throw error
  }
})
afterAll(async () => {
  await sql("drop table public.contract_isolation; drop function public.contract_who()")
  await removePeople(...people)
})

test("50 requests at once each act under their own role and claims", async () => {
  const visitor = anonymous()
  const server = service()
  const asks = Array.from({ length: 50 }, async (_, index) => {
    const person = people[index % 6]
    const client = person?.client ?? (index % 6 === 4 ? visitor : server)
    const { data, error } = await client.rpc("contract_who")
    expect(error).toBeNull()
    return { person, index, who: data as Record<string, unknown> }
  })
  for (const { person, index, who } of await Promise.all(asks)) {
    if (person !== undefined) {
      expect(who).toMatchObject({
        uid: person.id,
        role: "authenticated",
        user: "authenticated",
        email: person.email,
      })
    } else {
      const role = index % 6 === 4 ? "anon" : "service_role"
      expect(who).toMatchObject({ uid: null, role, user: role, email: null })
    }
  }
})

test("50 reads at once each see the rows of their own user", async () => {
  const reads = Array.from({ length: 50 }, async (_, index) => {
    const person = people[index % people.length]
    const { data } = (await person?.client.from("contract_isolation").select()) ?? { data: null }
    expect(data).toEqual([{ owner: person?.id }])
  })
  await Promise.all(reads)
})
