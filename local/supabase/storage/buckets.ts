import { z } from "zod"
import { notImplemented, readJson, sendJson, wrongParts } from "../gateway/reply.ts"
import { bytesOf } from "../project-config.ts"
import { asCaller, readClaims, type StorageRequest } from "./context.ts"
import { storageErrors } from "./errors.ts"
import { type BucketRow, getBucket } from "./rows.ts"

const bucketSchema = z.object({
  id: z.string().min(1).max(100).optional(),
  name: z.string().min(1).max(100).optional(),
  public: z.boolean().optional(),
  file_size_limit: z.union([z.number(), z.string()]).nullish(),
  allowed_mime_types: z.array(z.string()).nullish(),
})

/** GET /bucket */
export async function listBuckets(request: StorageRequest): Promise<void> {
  const [parameter] = request.exchange.url.searchParams.keys()
  if (parameter !== undefined) throw notImplemented(`Storage: parameter ${parameter} of the list of buckets`)
  const rows = await asBucketCaller(request, async (db) =>
    (await db.query<BucketRow>("select * from storage.buckets order by id")).rows.map(bucketJson),
  )
  sendJson(request.exchange.response, 200, rows)
}

/** GET /bucket/<id> */
export async function readBucket(request: StorageRequest): Promise<void> {
  const row = await asBucketCaller(request, (db) => getBucket(db, request.params[0] ?? ""))
  sendJson(request.exchange.response, 200, bucketJson(row))
}

/** POST /bucket */
export async function createBucket(request: StorageRequest): Promise<void> {
  const body = await readBucketBody(request)
  const id = body.id ?? body.name
  if (id === undefined || !/^[\w!\-.*'() &$@=;:+,?]+$/.test(id))
    throw storageErrors.invalidRequest("Invalid bucket name")
  await asBucketCaller(request, (db) =>
    db.query(
      `insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values ($1, $2, $3, $4, $5)`,
      [
        id,
        body.name ?? id,
        body.public ?? false,
        limitOf(body.file_size_limit),
        body.allowed_mime_types ?? null,
      ],
    ),
  )
  sendJson(request.exchange.response, 200, { name: body.name ?? id })
}

/** PUT /bucket/<id>: what is not given stays as it is. */
export async function updateBucket(request: StorageRequest): Promise<void> {
  const { public: isPublic, file_size_limit: size, allowed_mime_types: types } = await readBucketBody(request)
  await asBucketCaller(request, async (db) => {
    const { rowCount } = await db.query(
      `update storage.buckets set public = coalesce($2, public),
         file_size_limit = case when $3 then $4 else file_size_limit end,
         allowed_mime_types = case when $5 then $6 else allowed_mime_types end, updated_at = now()
       where id = $1`,
      [
        request.params[0],
        isPublic ?? null,
        size !== undefined,
        limitOf(size),
        types !== undefined,
        types ?? null,
      ],
    )
    if (rowCount === 0) throw storageErrors.bucketNotFound()
  })
  sendJson(request.exchange.response, 200, { message: "Successfully updated" })
}

/** DELETE /bucket/<id>: only when it is empty. */
export async function deleteBucket(request: StorageRequest): Promise<void> {
  await asBucketCaller(request, async (db) => {
    const { rowCount } = await db.query("delete from storage.buckets where id = $1", [request.params[0]])
    if (rowCount === 0) throw storageErrors.bucketNotFound()
  })
  sendJson(request.exchange.response, 200, { message: "Successfully deleted" })
}

/** POST /bucket/<id>/empty */
export async function emptyBucket(request: StorageRequest): Promise<void> {
  const versions = await asBucketCaller(request, async (db) => {
    await getBucket(db, request.params[0] ?? "")
    const { rows } = await db.query<{ version: string | null }>(
      "delete from storage.objects where bucket_id = $1 returning version",
      [request.params[0]],
    )
    return rows.flatMap(({ version }) => (version === null ? [] : [version]))
  })
  request.context.files.remove(versions)
  sendJson(request.exchange.response, 200, { message: "Successfully emptied" })
}

/** As JSON: the size is a number there, which a bigint of the database is not. */
function bucketJson(row: BucketRow) {
  return { ...row, file_size_limit: row.file_size_limit === null ? null : Number(row.file_size_limit) }
}

async function asBucketCaller<T>(
  request: StorageRequest,
  work: Parameters<typeof asCaller<T>>[2],
): Promise<T> {
  return asCaller(request.context, await readClaims(request), work)
}

async function readBucketBody({ exchange }: StorageRequest): Promise<z.infer<typeof bucketSchema>> {
  const result = bucketSchema.safeParse(await readJson(exchange.request))
  if (!result.success) throw storageErrors.invalidRequest(wrongParts(result.error))
  return result.data
}

function limitOf(size: string | number | null | undefined): number | null {
  return size === null || size === undefined ? null : bytesOf(size)
}
