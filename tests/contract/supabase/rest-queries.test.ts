import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { service } from "./support/clients.ts"
import { createSchema } from "./support/schema.ts"
import { sql } from "./support/sql.ts"

beforeAll(async () => {
  await createSchema(
    `create table public.contract_authors (id int primary key, name text not null);
     create table public.contract_books (
       id int primary key, author_id int not null references public.contract_authors, title text not null unique,
       pages int check (pages > 0), tags text[] not null default '{}', meta jsonb not null default '{}');
     create table public.contract_shelves (id int primary key, name text not null);
     create table public.contract_places (
       book_id int references public.contract_books, shelf_id int references public.contract_shelves,
       primary key (book_id, shelf_id));
     insert into public.contract_authors values (1, '夏目漱石'), (2, '紫式部');
     insert into public.contract_books values
       (1, 1, 'こころ', 320, '{小説,明治}', '{"rating": {"stars": 5}}'), (2, 1, '坊っちゃん', 180, '{小説}', '{}'),
       (3, 2, '源氏物語', 1000, '{古典}', '{}');
     insert into public.contract_shelves values (1, '上'), (2, '下');
     insert into public.contract_places values (1, 1), (1, 2), (3, 1);
     create function public.contract_fail() returns void language plpgsql as $$
       begin raise exception 'phone_locked' using errcode = 'P0001', detail = 'until 10:00', hint = 'wait'; end $$;
     create function public.contract_add(a int, b int default 10) returns int language sql immutable as $$ select a + b $$;
     create function public.contract_long_books(p_pages int) returns setof public.contract_books language sql stable as $$
       select * from public.contract_books where pages >= p_pages $$;`,
  )
})
afterAll(() =>
  sql(`drop function public.contract_fail, public.contract_add, public.contract_long_books;
    drop table public.contract_places, public.contract_shelves, public.contract_books, public.contract_authors`),
)
const books = () => service().from("contract_books")

describe("embeds", () => {
  test("reach the one, the many, and the many through a join table", async () => {
    const { data } = await books()
      .select("title, author:contract_authors(name), shelves:contract_shelves(name)")
      .eq("id", 1)
      .single()
    expect(data).toEqual({
      title: "こころ",
      author: { name: "夏目漱石" },
      shelves: [{ name: "上" }, { name: "下" }],
    })
    const authors = await service().from("contract_authors").select("name, contract_books(count)").order("id")
    expect(authors.data?.map((author) => author.contract_books)).toEqual([[{ count: 2 }], [{ count: 1 }]])
  })

  test("with !inner keep only parents that have one", async () => {
    const { data } = await service()
      .from("contract_authors")
      .select("name, contract_books!inner(title)")
      .eq("contract_books.title", "源氏物語")
    expect(data).toEqual([{ name: "紫式部", contract_books: [{ title: "源氏物語" }] }])
  })
})

describe("filters", () => {
  test("find by array, json, pattern and choice", async () => {
    const titles = async (query: PromiseLike<{ data: { title: string }[] | null }>) =>
      (await query).data?.map((book) => book.title).sort()
    const select = () => books().select("title")
    expect(await titles(select().contains("tags", ["明治"]))).toEqual(["こころ"])
    expect(await titles(select().eq("meta->rating->>stars", "5"))).toEqual(["こころ"])
    expect(await titles(select().ilike("title", "坊%"))).toEqual(["坊っちゃん"])
    expect(await titles(select().or("pages.gt.900,title.eq.こころ"))).toEqual(["こころ", "源氏物語"])
    expect(await titles(select().in("title", ["こころ", 'no, "such"']))).toEqual(["こころ"])
  })

  test("count exactly and page", async () => {
    const { count, data, status } = await books().select("id", { count: "exact" }).order("id").range(0, 1)
    expect({ count, ids: data?.map((book) => book.id), status }).toEqual({
      count: 3,
      ids: [1, 2],
      status: 206,
    })
  })
})

describe("upsert", () => {
  test("merges by the named column, or ignores", async () => {
    const merged = await books()
      .upsert({ id: 1, author_id: 1, title: "こころ", pages: 330 }, { onConflict: "title" })
      .select("id, pages")
      .single()
    expect(merged.data).toEqual({ id: 1, pages: 330 })
    const ignored = await books()
      .upsert({ id: 9, author_id: 1, title: "こころ" }, { onConflict: "title", ignoreDuplicates: true })
      .select()
    expect(ignored.data).toEqual([])
  })
})

describe("errors", () => {
  test("of a function reach the caller with code, detail and hint", async () => {
    const { error, status } = await service().rpc("contract_fail")
    expect(error).toMatchObject({
      code: "P0001",
      message: "phone_locked",
      details: "until 10:00",
      hint: "wait",
    })
    expect(status).toBe(400)
  })

  test("of constraints keep Postgres' code", async () => {
    const duplicate = await books().insert({ id: 1, author_id: 1, title: "x" })
    expect([duplicate.error?.code, duplicate.status]).toEqual(["23505", 409])
    const foreign = await books().insert({ id: 10, author_id: 99, title: "x" })
    expect([foreign.error?.code, foreign.status]).toEqual(["23503", 409])
    const missing = await books().insert({ id: 10, author_id: 1 })
    expect([missing.error?.code, missing.status]).toEqual(["23502", 400])
    const check = await books().insert({ id: 10, author_id: 1, title: "x", pages: -1 })
    expect([check.error?.code, check.status]).toEqual(["23514", 400])
  })

  test("of requests are named", async () => {
    const none = await books().select().eq("id", 99).single()
    expect([none.error?.code, none.status]).toEqual(["PGRST116", 406])
    expect((await books().select().eq("id", 99).maybeSingle()).data).toBeNull()
    const column = await books().select("colour")
    expect([column.error?.code, column.status]).toEqual(["42703", 400])
    const unknown = await service().rpc("contract_no_such_function")
    expect([unknown.error?.code, unknown.status]).toEqual(["PGRST202", 404])
  })
})

describe("functions", () => {
  test("take named arguments and defaults, and return rows that can be filtered", async () => {
    expect((await service().rpc("contract_add", { a: 1 })).data).toBe(11)
    expect((await service().rpc("contract_add", { a: 1, b: 2 })).data).toBe(3)
    const { data, error } = await service()
      .rpc("contract_long_books", { p_pages: 300 })
      .select("title, pages")
      .order("pages")
      .limit(1)
    expect(error).toBeNull()
    expect(data).toMatchObject([{ title: "こころ" }])
  })
})

test("a change of the schema is seen by the API without being told", async () => {
  await createSchema(
    "create table public.contract_late (id int); insert into public.contract_late values (7)",
  )
  expect((await service().from("contract_late").select()).data).toEqual([{ id: 7 }])
  await sql("drop table public.contract_late")
})
