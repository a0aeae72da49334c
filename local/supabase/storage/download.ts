import { z } from "zod"
import { notImplemented, readJson, sendJson, wrongParts } from "../gateway/reply.ts"
import { asCaller, readClaims, type StorageRequest } from "./context.ts"
import { storageErrors } from "./errors.ts"
import { getBucket, getObject, type ObjectRow } from "./rows.ts"
import { serveObject } from "./serve.ts"
import { encodePath } from "./upload.ts"

/** Longest life of a signed URL, seconds: ten years. */
const longestLife = 315_360_000
const life = z.number().int().positive().max(longestLife)
const signSchema = z.object({
  expiresIn: life,
  transform: z.unknown().optional(),
  versionId: z.unknown().optional(),
})
const signManySchema = z.object({ expiresIn: life, paths: z.array(z.string()).max(1000) })

/** GET, HEAD /object/<bucket>/<name>: as far as the caller may select it. */
export async function download(request: StorageRequest): Promise<void> {
  await serveObject(request.context, request.exchange, await visibleObject(request))
}

/** GET, HEAD /object/public/<bucket>/<name>: only of a public bucket, without any key. */
export async function downloadPublic({ context, exchange, params }: StorageRequest): Promise<void> {
  const [bucketId = "", name = ""] = params
  if (!(await getBucket(context.pool, bucketId)).public) throw storageErrors.bucketNotFound()
  await serveObject(context, exchange, await getObject(context.pool, bucketId, name))
}

/** GET, HEAD /object/sign/<bucket>/<name>?token=…: for whoever holds the URL. */
export async function downloadSigned({ context, exchange, params }: StorageRequest): Promise<void> {
  const [bucketId = "", name = ""] = params
  const token = exchange.url.searchParams.get("token") ?? ""
  await context.urlTokens.check(token, "download", `${bucketId}/${name}`)
  await serveObject(context, exchange, await getObject(context.pool, bucketId, name))
}

/** GET /object/info/<bucket>/<name> */
export async function info(request: StorageRequest): Promise<void> {
  const row = await visibleObject(request)
  sendJson(request.exchange.response, 200, {
    id: row.id,
    name: row.name,
    version: row.version,
    bucket_id: row.bucket_id,
    size: row.metadata?.size ?? null,
    content_type: row.metadata?.mimetype ?? null,
    cache_control: row.metadata?.cacheControl ?? null,
    etag: row.metadata?.eTag ?? null,
    metadata: row.user_metadata ?? {},
    last_modified: row.metadata?.lastModified ?? null,
    created_at: row.created_at,
  })
}

/** POST /object/sign/<bucket>/<name>: a URL for what the caller may select. */
export async function signDownload(request: StorageRequest): Promise<void> {
  const body = signSchema.safeParse(await readJson(request.exchange.request))
  if (!body.success) throw storageErrors.invalidRequest(wrongParts(body.error))
  if (body.data.transform !== undefined) throw notImplemented("Storage: image transformation")
  if (body.data.versionId !== undefined) throw notImplemented("Storage: versions of objects")
  const row = await visibleObject(request)
  const signedURL = await signedUrl(request, row, body.data.expiresIn)
  sendJson(request.exchange.response, 200, { signedURL })
}

/** POST /object/sign/<bucket>: several at once; those the caller may not select come back with an error each. */
export async function signDownloads(request: StorageRequest): Promise<void> {
  const body = signManySchema.safeParse(await readJson(request.exchange.request))
  if (!body.success) throw storageErrors.invalidRequest(wrongParts(body.error))
  const { expiresIn, paths } = body.data
  const claims = await readClaims(request)
  const rows = await asCaller(request.context, claims, async (db) => {
    const { rows } = await db.query<ObjectRow>(
      "select * from storage.objects where bucket_id = $1 and name = any($2::text[])",
      [request.params[0], paths],
    )
    return new Map(rows.map((row) => [row.name, row]))
  })
  const answers = paths.map(async (path) => {
    const row = rows.get(path)
    if (row !== undefined) return { path, signedURL: await signedUrl(request, row, expiresIn), error: null }
    return {
      path,
      signedURL: null,
      error: "Either the object does not exist or you do not have access to it",
    }
  })
  sendJson(request.exchange.response, 200, await Promise.all(answers))
}

async function visibleObject(request: StorageRequest): Promise<ObjectRow> {
  const [bucket = "", name = ""] = request.params
  const claims = await readClaims(request)
  return asCaller(request.context, claims, (db) => getObject(db, bucket, name))
}

async function signedUrl({ context }: StorageRequest, row: ObjectRow, seconds: number): Promise<string> {
  const url = `${row.bucket_id}/${row.name}`
  return `/object/sign/${encodePath(url)}?token=${await context.urlTokens.sign({ purpose: "download", url }, seconds)}`
}
