import { describe, expect, it } from "vitest"
import { routinesOf } from "./folder.ts"
import { type Migration, planMigration } from "./migration.ts"

const now = new Date("2027-03-04T05:06:07.890Z")
const created = "20260101000000_create.sql"

const file = (name: string, text: string) => {
  const path = `area/${name}.sql`
  return { path, text, routines: routinesOf(path, text) }
}
const one = (name: string, { body = "select 1", list = "a integer", to = "authenticated" } = {}) =>
  file(
    name,
    `/* Why; and what. */
create or replace function private.${name}(${list}) returns integer
language sql set search_path = '' as $$ ${body}; $$;

grant execute on function private.${name}(integer) to ${to};
`,
  )
const tables = { name: created, text: "create table public.t (n integer);" }

/** What the plan leaves: its own migrations, by name. */
function leftBy(
  files: ReturnType<typeof file>[],
  migrations: Migration[],
  released: string | null = null,
): Record<string, string> {
  const { write, remove } = planMigration(files, migrations, released, now)
  const left = migrations.filter(({ name }) => name !== write?.name && !remove.includes(name))
  return Object.fromEntries([...left, ...(write ? [write] : [])].map(({ name, text }) => [name, text]))
}

describe("before anything is released", () => {
  it("one migration makes every routine, and is rewritten where it stands", () => {
    const place = { name: "20260101000005_routines.sql", text: "" }
    const first = leftBy([one("a"), one("b")], [tables, place])
    expect(first[place.name]).toContain(one("a").text)
    expect(first[place.name]).toContain(one("b").text)
    const second = leftBy(
      [one("a", { body: "select 2" })],
      [tables, { ...place, text: first[place.name] ?? "" }],
    )
    expect(Object.keys(second)).toEqual([created, place.name])
    expect(second[place.name]).toContain("select 2")
    expect(second[place.name]).not.toMatch(/private\.b|drop|revoke/)
  })

  it("a first one comes after every other, also where those are of a later day", () => {
    expect(Object.keys(leftBy([one("a")], [tables]))).toContain("20270304050607_routines.sql")
    const late = { name: "20991231235959_create.sql", text: "" }
    expect(Object.keys(leftBy([one("a")], [late]))).toContain("20991231235960_routines.sql")
  })
})

describe("after a release", () => {
  const name = "20260101000005_routines.sql"
  const released = name.slice(0, 14)
  const text = leftBy([one("a"), one("b"), one("c")], [tables, { name, text: "" }])[name] ?? ""
  const migrations = [tables, { name, text }]
  const added = "20270304050607_routines.sql"

  it("nothing is written where the files say what is released, a moved file and another comment among them", () => {
    const moved = { ...one("b"), path: "other/b.sql" }
    const commented = { ...one("c"), text: `-- More.\n${one("c").text}` }
    expect(Object.keys(leftBy([one("a"), moved, commented], migrations, released))).toEqual([created, name])
  })

  it("what changed, and only that, is a new migration; the released one stays", () => {
    const result = leftBy([one("a"), one("b", { body: "select 2" }), one("c")], migrations, released)
    expect(result[name]).toBe(text)
    expect(result[added]).toContain(one("b", { body: "select 2" }).text)
    expect(result[added]).not.toMatch(/private\.[ac]\b|drop|revoke/)
  })

  it("a routine without a file, and one of another signature, is dropped first", () => {
    const other = one("b", { list: "a integer default 7" })
    const result = leftBy([one("a"), other], migrations, released)[added] ?? ""
    expect(result).toContain("drop routine private.b;\ndrop routine private.c;\n")
    expect(result.indexOf("drop routine private.b;")).toBeLessThan(result.indexOf(other.text))
    expect(result).not.toContain("private.a")
    expect(leftBy([one("a"), one("b")], migrations, released)[added]).toContain("drop routine private.c;\n")
  })

  it("a grant taken out of a file is revoked, one put in is granted", () => {
    const result =
      leftBy(
        [one("a", { to: "service_role" }), one("b", { to: "authenticated, anon" }), one("c")],
        migrations,
        released,
      )[added] ?? ""
    expect(result).toContain("revoke execute on routine private.a from authenticated;\n")
    expect(result).toContain("to service_role;")
    expect(result).toContain("to authenticated, anon;")
    expect(result.match(/revoke/g)).toHaveLength(1)
  })

  it("what is not released yet is rewritten, and goes when nothing is left of it", () => {
    const pending = leftBy([one("a", { body: "select 2" }), one("b"), one("c")], migrations, released)
    const list = Object.entries(pending).map(([name, text]) => ({ name, text }))
    const again = leftBy([one("a"), one("b", { body: "select 3" }), one("c")], list, released)
    expect(Object.keys(again)).toEqual([created, name, added])
    expect(again[added]).not.toContain("private.a")
    expect(again[added]).toContain("select 3")
    expect(Object.keys(leftBy([one("a"), one("b"), one("c")], list, released))).toEqual([created, name])
  })

  it("a second release begins from both", () => {
    const changed = [one("a", { body: "select 2" }), one("b")]
    const second = Object.entries(leftBy(changed, migrations, released)).map(([name, text]) => ({
      name,
      text,
    }))
    expect(Object.keys(leftBy(changed, second, added.slice(0, 14)))).toEqual([created, name, added])
    const third = planMigration(
      [one("a"), one("b")],
      second,
      added.slice(0, 14),
      new Date("2028-01-01T00:00:00Z"),
    )
    expect(third.write?.name).toBe("20280101000000_routines.sql")
    expect(third.write?.text).not.toMatch(/private\.[bc]\b/)
  })

  it("two that are not released are refused", () => {
    const two = [...migrations, { name: added, text: "" }]
    expect(() => planMigration([one("a")], two, null, now)).toThrow(/20260101000005.*20270304050607/)
  })
})

describe("a file of a routine", () => {
  it.each([
    [
      "makes one of another name",
      "create or replace function private.b() returns integer\nlanguage sql as $$ select 1 $$;",
    ],
    ["makes none", "-- Nothing."],
    [
      "makes two of one name",
      "create function private.a() returns void\nlanguage sql as $$ $$; create function private.a(n integer) returns void\nlanguage sql as $$ $$;",
    ],
    ["holds what is no routine", "create table private.a (n integer);"],
    ["grants what another makes", "grant execute on function private.b() to anon;"],
  ])("is refused when it %s", (_what, text) => {
    expect(() => routinesOf("area/a.sql", text)).toThrow(/^area\/a\.sql/)
  })

  it("is read past what looks like an end: strings, quoted bodies, comments", () => {
    const text = `-- One; two's;
create or replace function private.a(p text default 'a;b''c)', q public.t default null)
returns table (n integer, "odd;" text)
language plpgsql as $body$ begin perform ';', $$;$$; /* ; ' */ end $body$;
create or replace function public.a() returns void
language sql as $$ select private.a() $$;
grant execute on function private.a(text, public.t), public.a() to authenticated, service_role;
revoke execute on function public.a() from service_role;
`
    const [inner, outer] = routinesOf("area/a.sql", text)
    expect(inner?.signature).toBe(
      `private.a(p text default 'a;b''c)', q public.t default null) returns table (n integer, "odd;" text)`,
    )
    expect([...(inner?.grantees ?? [])]).toEqual(["authenticated", "service_role"])
    expect([...(outer?.grantees ?? [])]).toEqual(["authenticated"])
  })
})
