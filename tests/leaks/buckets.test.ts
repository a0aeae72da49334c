import { join } from "node:path"
import { createClient } from "@supabase/supabase-js"
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { encodeWav } from "../../local/carrier/media/wav.ts"
import { bytesOf, readProjectConfig } from "../../local/supabase/project-config.ts"
import { type Answer, ask } from "./api.ts"
import { listBuckets, listPublishedTables, listStoragePolicies } from "./catalog.ts"
import { type Fixture, openFixture } from "./fixture.ts"
import { buckets, waysAround } from "./matrix.ts"
import { everybody } from "./personas.ts"

let f: Fixture
/** An object no recording names: nobody's to read. */
const orphan = "orphan.wav"
beforeAll(async () => {
  f = await openFixture(inject("sql"))
  for (const bucket of Object.keys(buckets)) {
    for (const name of [f.objectName, orphan]) {
      const { error } = await service(bucket).upload(name, encodeWav(new Int16Array(80)), {
        contentType: "audio/wav",
        upsert: true,
      })
      if (error) throw error
    }
  }
})
afterAll(() => f.close())

function service(bucket: string) {
  return createClient(f.stack.url, f.stack.secretKey, { auth: { persistSession: false } }).storage.from(
    bucket,
  )
}

test("[K10] every bucket has a row in the matrix, and every row a bucket; none is public", async () => {
  expect(Object.keys(buckets).sort()).toEqual(await listBuckets(f.db))
  const { rows } = await f.db.query("select id from storage.buckets where public")
  expect(rows).toEqual([])
})

const config = readProjectConfig(join(import.meta.dirname, "../../supabase/config.toml"))

test("[K10] nothing leads around the matrix", async () => {
  expect(await listStoragePolicies(f.db)).toEqual(waysAround.storagePolicies)
  expect(await listPublishedTables(f.db)).toEqual(waysAround.publishedTables)
  expect(config.api.schemas).toEqual(waysAround.apiSchemas)
})

test("[D1] an hour and a half of talk fits, and the project's own limit is not below the bucket's", async () => {
  const { rows } = await f.db.query<{ most: string }>(
    "select max(file_size_limit) as most from storage.buckets",
  )
  expect(bytesOf(config.storage.file_size_limit)).toBeGreaterThanOrEqual(Number(rows[0]?.most))
  // 8 kHz, 16 bits, one channel: 16 kB a second.
  const long = new Uint8Array(90 * 60 * 16_000)
  long.set(encodeWav(new Int16Array(0)))
  const name = `${f.account.id}/long.wav`
  const { error } = await service("recordings").upload(name, long, { contentType: "audio/wav" })
  expect(error).toBeNull()
  await service("recordings").remove([name])
})

/** Every way the storage knows to an object's bytes, or to an address, a copy or a description of it. */
function waysTo(bucket: string, name: string): { path: string; method?: string; body?: unknown }[] {
  const object = "/storage/v1/object"
  return [
    { path: `${object}/authenticated/${bucket}/${name}` },
    { path: `${object}/${bucket}/${name}` },
    { path: `${object}/authenticated/${bucket}/${name}`, method: "HEAD" },
    { path: `${object}/info/authenticated/${bucket}/${name}` },
    { path: `${object}/info/${bucket}/${name}` },
    { path: `${object}/sign/${bucket}/${name}`, method: "POST", body: { expiresIn: 315_360_000 } },
    { path: `${object}/sign/${bucket}`, method: "POST", body: { expiresIn: 60, paths: [name] } },
    { path: `/storage/v1/render/image/authenticated/${bucket}/${name}` },
    {
      path: `${object}/copy`,
      method: "POST",
      body: { bucketId: bucket, sourceKey: name, destinationKey: `${name}.copy` },
    },
    { path: `${object}/upload/sign/${bucket}/${name}`, method: "POST", body: {} },
  ]
}

/** Whether an answer gives what was asked for: of many addresses, at least one. */
const gives = ({ status, body }: Answer) =>
  status < 300 && !(Array.isArray(body) && body.every((row: { signedURL?: unknown }) => !row.signedURL))

describe.each(Object.entries(buckets))("%s", (bucket, { read }) => {
  const path = (kind: string, name: string) => `/storage/v1/object/${kind}${bucket}/${name}`

  test.each(everybody)("[K10] read, signed, described or copied by %s", async (persona) => {
    const isAllowed = read.includes(persona)
    for (const { path: way, ...init } of waysTo(bucket, f.objectName)) {
      expect(gives(await ask(f, persona, way, init)), `${init.method ?? "GET"} ${way}`).toBe(isAllowed)
    }
    const openly = await ask(f, persona, path("public/", f.objectName))
    expect(openly.status).toBeGreaterThanOrEqual(400)
    const nobodys = await ask(f, persona, path("authenticated/", orphan))
    expect(nobodys.status).toBeGreaterThanOrEqual(400)
  })

  test.each(everybody)("[K10] listed by %s", async (persona) => {
    const folder = f.objectName.split("/").slice(0, -1).join("/")
    const answer = await ask(f, persona, `/storage/v1/object/list/${bucket}`, {
      method: "POST",
      body: { prefix: folder, limit: 10 },
    })
    const names = Array.isArray(answer.body) ? answer.body.map((row: { name: string }) => row.name) : []
    expect(names).toEqual(read.includes(persona) ? [f.objectName.split("/").at(-1)] : [])
  })

  test.each(everybody)("[K10] written, moved or removed by %s: never", async (persona) => {
    const { url, publishableKey } = f.stack
    const token = f.token(persona)
    const upload = (method: string, name: string) =>
      fetch(`${url}${path("", name)}`, {
        method,
        headers: {
          apikey: publishableKey,
          "content-type": "audio/wav",
          "x-upsert": "true",
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: new Uint8Array(encodeWav(new Int16Array(8))),
      })
    for (const response of [
      await upload("POST", `${persona}.wav`),
      await upload("PUT", f.objectName),
      await upload("POST", f.objectName),
    ]) {
      expect(response.status).toBeGreaterThanOrEqual(400)
    }
    await ask(f, persona, `/storage/v1/object/${bucket}`, {
      method: "DELETE",
      body: { prefixes: [f.objectName] },
    })
    await ask(f, persona, "/storage/v1/object/move", {
      method: "POST",
      body: { bucketId: bucket, sourceKey: f.objectName, destinationKey: `${persona}-moved.wav` },
    })
    const { data } = await service(bucket).download(f.objectName)
    expect(data?.size).toBe(44 + 160)
    const { rows } = await f.db.query(
      "select name from storage.objects where bucket_id = $1 and name like $2",
      [bucket, `${persona}%`],
    )
    expect(rows).toEqual([])
  })
})
