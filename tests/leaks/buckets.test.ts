import { join } from "node:path"
import { createClient } from "@supabase/supabase-js"
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { encodeWav } from "../../local/carrier/media/wav.ts"
import { bytesOf, readProjectConfig } from "../../local/supabase/project-config.ts"
import { ask } from "./api.ts"
import { listBuckets } from "./catalog.ts"
import { type Fixture, openFixture } from "./fixture.ts"
import { buckets } from "./matrix.ts"
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

test("[D1] an hour and a half of talk fits, and the project's own limit is not below the bucket's", async () => {
  const { rows } = await f.db.query<{ most: string }>(
    "select max(file_size_limit) as most from storage.buckets",
  )
  const { storage } = readProjectConfig(join(import.meta.dirname, "../../supabase/config.toml"))
  expect(bytesOf(storage.file_size_limit)).toBeGreaterThanOrEqual(Number(rows[0]?.most))
  // 8 kHz, 16 bits, one channel: 16 kB a second.
  const long = new Uint8Array(90 * 60 * 16_000)
  long.set(encodeWav(new Int16Array(0)))
  const name = `${f.account.id}/long.wav`
  const { error } = await service("recordings").upload(name, long, { contentType: "audio/wav" })
  expect(error).toBeNull()
  await service("recordings").remove([name])
})

describe.each(Object.entries(buckets))("%s", (bucket, { read }) => {
  const path = (kind: string, name: string) => `/storage/v1/object/${kind}${bucket}/${name}`

  test.each(everybody)("[K10] read by %s", async (persona) => {
    const isAllowed = read.includes(persona)
    const answers = [
      await ask(f, persona, path("authenticated/", f.objectName)),
      await ask(f, persona, path("", f.objectName)),
      await ask(f, persona, path("sign/", f.objectName), { method: "POST", body: { expiresIn: 60 } }),
    ]
    expect(answers.map(({ status }) => status < 300)).toEqual([isAllowed, isAllowed, isAllowed])
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
