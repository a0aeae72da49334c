import { randomUUID } from "node:crypto"
import { describe, expect, test } from "vitest"
import { withBuckets } from "./support/buckets.ts"
import { anonymous, service } from "./support/clients.ts"
import { sql } from "./support/sql.ts"

const { bucket, small, owner, other, files, newPath, stored } = withBuckets()

describe("rights", () => {
  test("the owner writes, reads, replaces and removes", async () => {
    const path = newPath()
    const uploaded = await files(owner()).upload(path, new Blob(["one"], { type: "text/plain" }))
    expect(uploaded.data).toEqual({ path, id: expect.any(String), fullPath: `${bucket}/${path}` })
    expect(await (await files(owner()).download(path)).data?.text()).toBe("one")
    expect((await files(owner()).update(path, "two", { contentType: "text/plain" })).error).toBeNull()
    expect(await (await files(owner()).download(path)).data?.text()).toBe("two")
    expect((await files(owner()).info(path)).data).toMatchObject({ size: 3, contentType: "text/plain" })
    expect((await files(owner()).remove([path])).data).toHaveLength(1)
    expect((await files(owner()).download(path)).error).not.toBeNull()
  })

  test("others neither read, list, replace, sign nor remove it", async () => {
    const path = await stored("private")
    expect((await files(other()).download(path)).error).toMatchObject({ statusCode: "404" })
    expect((await files(other()).exists(path)).data).toBe(false)
    expect((await files(other()).list(owner().id)).data).toEqual([])
    expect((await files(other()).update(path, "x", { contentType: "text/plain" })).error).not.toBeNull()
    expect((await files(other()).createSignedUrl(path, 60)).error).toMatchObject({ statusCode: "404" })
    expect((await files(other()).remove([path])).data).toEqual([])
    expect((await anonymous().storage.from(bucket).download(path)).error).not.toBeNull()
    expect(await (await files(owner()).download(path)).data?.text()).toBe("private")
  })

  test("nobody uploads into another's folder, and nothing of it stays", async () => {
    const path = newPath()
    const { error } = await files(other()).upload(path, "forged", { contentType: "text/plain" })
    expect(error).toMatchObject({ statusCode: "403", message: expect.stringContaining("row-level security") })
    expect(await sql("select from storage.objects where name = $1", [path])).toEqual([])
  })

  test("an upload does not overwrite unless it says so", async () => {
    const path = await stored("first")
    const again = await files(owner()).upload(path, "second", { contentType: "text/plain" })
    expect(again.error).toMatchObject({ statusCode: "409" })
    const upsert = await files(owner()).upload(path, "third", { contentType: "text/plain", upsert: true })
    expect(upsert.error).toBeNull()
    expect(await (await files(owner()).download(path)).data?.text()).toBe("third")
  })

  test("visitors make no buckets", async () => {
    expect((await anonymous().storage.createBucket("contract-forbidden")).error).not.toBeNull()
    expect((await owner().client.storage.createBucket("contract-forbidden")).error).not.toBeNull()
  })
})

test("listing goes level by level", async () => {
  const folder = `${owner().id}/${randomUUID()}`
  for (const name of ["b.txt", "a.txt", "sub/c.txt"]) {
    await files(owner()).upload(`${folder}/${name}`, name, { contentType: "text/plain" })
  }
  const names = async (path: string, options = {}) =>
    (await files(owner()).list(path, options)).data?.map((entry) => [entry.name, entry.id === null])
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
  expect((await files(other()).move(path, `${other().id}/stolen.txt`)).error).not.toBeNull()
  expect((await files(owner()).move(path, moved)).error).toBeNull()
  expect((await files(owner()).copy(moved, copied)).error).toBeNull()
  await files(owner()).remove([moved])
  expect(await (await files(owner()).download(copied)).data?.text()).toBe("travels")
  expect((await files(owner()).exists(path)).data).toBe(false)
})

test("a public bucket is read without a key, a private one is not", async () => {
  await service().storage.from(small).upload("open.txt", "open", { contentType: "text/plain", upsert: true })
  const open = service().storage.from(small).getPublicUrl("open.txt").data.publicUrl
  expect(await (await fetch(open)).text()).toBe("open")
  const path = await stored("closed")
  const closed = service().storage.from(bucket).getPublicUrl(path).data.publicUrl
  expect((await fetch(closed)).ok).toBe(false)
})
