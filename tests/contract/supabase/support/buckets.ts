import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect } from "vitest"
import { newPerson, type Person, removePeople, service } from "./clients.ts"
import { sql } from "./sql.ts"

/** A private bucket where each person owns the folder of their id, and a public one with limits. */
export interface Buckets {
  bucket: string
  small: string
  owner: () => Person
  other: () => Person
  /** The private bucket as a person sees it. */
  files: (person: Person) => ReturnType<Person["client"]["storage"]["from"]>
  /** A name in the owner's folder that nothing has yet. */
  newPath: () => string
  /** Stores text there and resolves to its name. */
  stored: (text: string) => Promise<string>
}

/** Makes buckets, policies and people before the tests of a file, and removes them after. */
export function withBuckets(): Buckets {
  const id = randomUUID().slice(0, 8)
  const bucket = `contract-${id}`
  const small = `${bucket}-small`
  const people: Person[] = []
  const person = (index: number) => () => {
    const found = people[index]
    if (found === undefined) throw new Error("asked before the tests began")
    return found
  }
  const [owner, other] = [person(0), person(1)]
  const verbs = ["select", "insert", "update", "delete"] as const

  beforeAll(async () => {
    people.push(...(await Promise.all([newPerson(), newPerson()])))
    const { storage } = service()
    expect((await storage.createBucket(bucket, { public: false })).error).toBeNull()
    const limits = { public: true, fileSizeLimit: 1000, allowedMimeTypes: ["audio/*", "text/plain"] }
    expect((await storage.createBucket(small, limits)).error).toBeNull()
    const own = `bucket_id = '${bucket}' and (storage.foldername(name))[1] = (select auth.uid()::text)`
    const clauses = {
      select: `using (${own})`,
      insert: `with check (${own})`,
      update: `using (${own}) with check (${own})`,
      delete: `using (${own})`,
    }
    for (const verb of verbs) {
      await sql(
        `create policy contract_${id}_${verb} on storage.objects for ${verb} to authenticated ${clauses[verb]}`,
      )
    }
  })
  afterAll(async () => {
    for (const verb of verbs) await sql(`drop policy contract_${id}_${verb} on storage.objects`)
    for (const name of [bucket, small]) {
      await service().storage.emptyBucket(name)
      await service().storage.deleteBucket(name)
    }
    await removePeople(...people)
  })

  const files = ({ client }: Person) => client.storage.from(bucket)
  const newPath = () => `${owner().id}/${randomUUID()}.txt`
  const stored = async (text: string) => {
    const path = newPath()
    const { error } = await files(owner()).upload(path, text, { contentType: "text/plain" })
    if (error) throw error
    return path
  }
  return { bucket, small, owner, other, files, newPath, stored }
}
