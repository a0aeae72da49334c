import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { anonymous, newPerson, type Person, removePeople, service } from "./support/clients.ts"
import { sql } from "./support/sql.ts"

const bucket = `contract-${randomUUID().slice(0, 8)}`
const small = `${bucket}-small`
let owner: Person
let other: Person

beforeAll(async () => {
  ;[owner, other] = await Promise.all([newPerson(), newPerson()])
  const { storage } = service()
  expect((await storage.createBucket(bucket, { public: false })).error).toBeNull()
  const limits = { public: true, fileSizeLimit: 1000, allowedMimeTypes: ["audio/*", "text/plain"] }
  expect((await storage.createBucket(small, limits)).error).toBeNull()
  const own = `bucket_id = '${bucket}' and (storage.foldername(name))[1] = (select auth.uid()::text)`
  await sql(`
    create policy contract_select on storage.objects for select to authenticated using (${own});
    create policy contract_insert on storage.objects for insert to authenticated with check (${own});
    create policy contract_update on storage.objects for update to authenticated using (${own}) with check (${own});
    create policy contract_delete on storage.objects for delete to authenticated using (${own});`)
})
afterAll(async () => {
  for (const verb of ["select", "insert", "update", "delete"]) {
    await sql(`drop policy contract_${verb} on storage.objects`)
  }
  for (const name of [bucket, small]) {
    await service().storage.emptyBucket(name)
    await service().storage.deleteBucket(name)
  }
  await removePeople(owner, other)
})
const files = (person: Person) => person.client.storage.from(bucket)
const newPath = () => `${owner.id}/${randomUUID()}.txt`

async function stored(text: string): Promise<string> {
  const path = newPath()
  const { error } = await files(owner).upload(path, text, { contentType: "text/plain" })
  if (error) throw error
  return path
}

describe("rights", () => {
  test("the owner writes, reads, replaces and removes", async () => {
    const path = newPath()
    const uploaded = await files(owner).upload(path, new Blob(["one"], { type: "text/plain" }))
    expect(uploaded.data).toEqual({ path, id: expect.any(String), fullPath: `${bucket}/${path}` })
    expect(await (await files(owner).download(path)).data?.text()).toBe("one")
    expect((await files(owner).update(path, "two", { contentType: "text/plain" })).error).toBeNull()
    expect(await (await files(owner).download(path)).data?.text()).toBe("two")
    expect((await files(owner).info(path)).data).toMatchObject({ size: 3, contentType: "text/plain" })
    expect((await files(owner).remove([path])).data).toHaveLength(1)
    expect((await files(owner).download(path)).error).not.toBeNull()
  })

  test("others neither read, list, replace, sign nor remove it", async () => {
    const path = await stored("private")
    expect((await files(other).download(path)).error).toMatchObject({ statusCode: "404" })
    expect((await files(other).exists(path)).data).toBe(false)
    expect((await files(other).list(owner.id)).data).toEqual([])
    expect((await files(other).update(path, "x", { contentType: "text/plain" })).error).not.toBeNull()
    expect((await files(other).createSignedUrl(path, 60)).error).toMatchObject({ statusCode: "404" })
    expect((await files(other).remove([path])).data).toEqual([])
    expect((await anonymous().storage.from(bucket).download(path)).error).not.toBeNull()
    expect(await (await files(owner).download(path)).data?.text()).toBe("private")
  })

  test("nobody uploads into another's folder, and nothing of it stays", async () => {
    const path = newPath()
    const { error } = await files(other).upload(path, "forged", { contentType: "text/plain" })
    expect(error).toMatchObject({ statusCode: "403", message: expect.stringContaining("row-level security") })
    expect(await sql("select from storage.objects where name = $1", [path])).toEqual([])
  })

  test("an upload does not overwrite unless it says so", async () => {
    const path = await stored("first")
    const again = await files(owner).upload(path, "second", { contentType: "text/plain" })
    expect(again.error).toMatchObject({ statusCode: "409" })
    const upsert = await files(owner).upload(path, "third", { contentType: "text/plain", upsert: true })
    expect(upsert.error).toBeNull()
    expect(await (await files(owner).download(path)).data?.text()).toBe("third")
  })

  test("visitors make no buckets", async () => {
    expect((await anonymous().storage.createBucket("contract-forbidden")).error).not.toBeNull()
    expect((await owner.client.storage.createBucket("contract-forbidden")).error).not.toBeNull()
  })
})

describe("limits", () => {
  test("of a bucket on size and type are kept", async () => {
    const from = service().storage.from(small)
    const big = await from.upload("big.txt", "x".repeat(1001), { contentType: "text/plain" })
    expect(big.error).toMatchObject({ statusCode: "413" })
    const blob = await from.upload("big.wav", new Blob([new Uint8Array(1001)], { type: "audio/wav" }))
    expect(blob.error).toMatchObject({ statusCode: "413" })
    const type = await from.upload("page.html", "<p>", { contentType: "text/html" })
    expect(type.error).toMatchObject({ statusCode: "415" })
    expect((await from.upload("ok.wav", "RIFF", { contentType: "audio/wav" })).error).toBeNull()
    expect((await from.list()).data?.map((file) => file.name)).toEqual(["ok.wav"])
  })

  test("on names keep them from being paths or anything odd", async () => {
    for (const name of ["日本.txt", "a\u0000b", "a%00b"]) {
      const { error } = await service().storage.from(small).upload(name, "x", { contentType: "text/plain" })
      expect(error, name).not.toBeNull()
    }
  })
})

describe("signed URLs", () => {
  const urlFor = async (path: string, seconds = 60) =>
    (await files(owner).createSignedUrl(path, seconds)).data?.signedUrl ?? ""

  test("open their object for whoever holds them", async () => {
    const answer = await fetch(await urlFor(await stored("signed")))
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe("signed")
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff")
  })

  test("open nothing else: another object, changed or missing token", async () => {
    const [one, two] = [await stored("one"), await stored("two")]
    const url = new URL(await urlFor(one))
    const token = url.searchParams.get("token") ?? ""
    const swapped = url.href.replace(one, two)
    const [header, payload, signature] = token.split(".")
    const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString("utf8")) as { url: string }
    const changed = Buffer.from(JSON.stringify({ ...claims, url: claims.url.replace(one, two) })).toString(
      "base64url",
    )
    const forged = swapped.replace(token, `${header}.${changed}.${signature}`)
    for (const wrong of [swapped, forged, url.href.replace(token, ""), url.href.split("?")[0] ?? ""]) {
      const answer = await fetch(wrong)
      expect(answer.status, wrong).toBe(400)
      expect(await answer.text()).not.toContain("two")
    }
  })

  test("of a session's token open nothing", async () => {
    const url = new URL(await urlFor(await stored("x")))
    url.searchParams.set("token", owner.session.access_token)
    expect((await fetch(url)).status).toBe(400)
  })

  test("end with their time", async () => {
    const path = await stored("short")
    const url = await urlFor(path, 1)
    expect((await fetch(url)).status).toBe(200)
    await expect.poll(async () => (await fetch(url)).status, { timeout: 5_000 }).toBe(400)
  })

  test("for several objects leave out what the caller may not see", async () => {
    const mine = await stored("mine")
    const { data } = await files(owner).createSignedUrls([mine, `${other.id}/theirs.txt`], 60)
    expect(data?.map((entry) => [entry.path, entry.error === null])).toEqual([
      [mine, true],
      [`${other.id}/theirs.txt`, false],
    ])
  })

  test("for uploads take one object and do not read", async () => {
    const path = newPath()
    const { data } = await files(owner).createSignedUploadUrl(path)
    const token = data?.token ?? ""
    const from = anonymous().storage.from(bucket)
    expect((await from.uploadToSignedUrl(newPath(), token, "elsewhere")).error).not.toBeNull()
    const read = await fetch((data?.signedUrl ?? "").replace("/object/upload/sign/", "/object/sign/"))
    expect(read.status).toBe(400)
    expect(
      (await from.uploadToSignedUrl(path, token, "here", { contentType: "text/plain" })).error,
    ).toBeNull()
    expect(await (await files(owner).download(path)).data?.text()).toBe("here")
    const download = new URL(await urlFor(path))
    const used = await from.uploadToSignedUrl(path, download.searchParams.get("token") ?? "", "x")
    expect(used.error).not.toBeNull()
    expect((await files(other).createSignedUploadUrl(newPath())).error).toMatchObject({ statusCode: "403" })
  })
})

describe("ranges", () => {
  test("give the bytes asked for, and 416 beyond the end", async () => {
    const path = await stored("0123456789")
    const url = (await files(owner).createSignedUrl(path, 60)).data?.signedUrl ?? ""
    const get = async (range: string) => {
      const answer = await fetch(url, { headers: { range } })
      return [answer.status, await answer.text(), answer.headers.get("content-range")]
    }
    expect(await get("bytes=2-4")).toEqual([206, "234", "bytes 2-4/10"])
    expect(await get("bytes=7-")).toEqual([206, "789", "bytes 7-9/10"])
    expect(await get("bytes=-2")).toEqual([206, "89", "bytes 8-9/10"])
    expect(await get("bytes=5-100")).toEqual([206, "56789", "bytes 5-9/10"])
    expect((await get("bytes=10-"))[0]).toBe(416)
    const whole = await fetch(url)
    expect([whole.status, whole.headers.get("accept-ranges")]).toEqual([200, "bytes"])
    await whole.arrayBuffer()
  })
})

test("listing goes level by level", async () => {
  const folder = `${owner.id}/${randomUUID()}`
  for (const name of ["b.txt", "a.txt", "sub/c.txt"]) {
    await files(owner).upload(`${folder}/${name}`, name, { contentType: "text/plain" })
  }
  const names = async (path: string, options = {}) =>
    (await files(owner).list(path, options)).data?.map((entry) => [entry.name, entry.id === null])
  expect(await names(folder)).toEqual([
    ["a.txt", false],
    ["b.txt", false],
    ["sub", true],
  ])
  expect(await names(`${folder}/sub`)).toEqual([["c.txt", false]])
  expect(await names(folder, { limit: 1, offset: 1 })).toEqual([["b.txt", false]])
  expect(await names(folder, { search: "A." })).toEqual([["a.txt", false]])
})

test("objects move and copy, as far as the caller may", async () => {
  const path = await stored("travels")
  const [moved, copied] = [newPath(), newPath()]
  expect((await files(other).move(path, `${other.id}/stolen.txt`)).error).not.toBeNull()
  expect((await files(owner).move(path, moved)).error).toBeNull()
  expect((await files(owner).copy(moved, copied)).error).toBeNull()
  await files(owner).remove([moved])
  expect(await (await files(owner).download(copied)).data?.text()).toBe("travels")
  expect((await files(owner).exists(path)).data).toBe(false)
})

test("a public bucket is read without a key, a private one is not", async () => {
  await service().storage.from(small).upload("open.txt", "open", { contentType: "text/plain", upsert: true })
  const open = service().storage.from(small).getPublicUrl("open.txt").data.publicUrl
  expect(await (await fetch(open)).text()).toBe("open")
  const path = await stored("closed")
  const closed = service().storage.from(bucket).getPublicUrl(path).data.publicUrl
  expect((await fetch(closed)).ok).toBe(false)
})
