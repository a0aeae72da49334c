import { z } from "zod"
import { readJson, sendJson, wrongParts } from "../gateway/reply.ts"
import { asCaller, readClaims, type StorageRequest } from "./context.ts"
import { storageErrors } from "./errors.ts"
import { assertName } from "./names.ts"
import { getObject, insertObject, type ObjectRow } from "./rows.ts"

const removeSchema = z.object({ prefixes: z.array(z.string()).min(1).max(1000) })
const listSchema = z.object({
  prefix: z.string().default(""),
  limit: z.number().int().min(1).max(10_000).default(100),
  offset: z.number().int().min(0).default(0),
  search: z.string().default(""),
  sortBy: z
    .object({
      column: z.enum(["name", "created_at", "updated_at", "last_accessed_at"]).default("name"),
      order: z.enum(["asc", "desc"]).default("asc"),
    })
    .prefault({}),
})
const moveSchema = z.object({
  bucketId: z.string(),
  sourceKey: z.string(),
  destinationKey: z.string(),
  destinationBucket: z.string().optional(),
})

/** DELETE /object/<bucket> with `prefixes`: removes what the caller may delete and answers with it. */
export async function removeObjects(request: StorageRequest): Promise<void> {
  const { prefixes } = parse(removeSchema, await readJson(request.exchange.request))
  sendJson(request.exchange.response, 200, await remove(request, prefixes))
}

/** DELETE /object/<bucket>/<name> */
export async function removeObject(request: StorageRequest): Promise<void> {
  const [, name = ""] = request.params
  if ((await remove(request, [name])).length === 0) throw storageErrors.objectNotFound()
  sendJson(request.exchange.response, 200, { message: "Successfully deleted" })
}

/** POST /object/list/<bucket>: one level below `prefix`; folders have a name and nulls. */
export async function listObjects(request: StorageRequest): Promise<void> {
  const body = parse(listSchema, await readJson(request.exchange.request))
  const { limit, offset, search, sortBy } = body
  const prefix = body.prefix === "" || body.prefix.endsWith("/") ? body.prefix : `${body.prefix}/`
  const claims = await readClaims(request)
  const rows = await asCaller(request.context, claims, async (db) => {
    // Column and direction come from the closed lists above.
    const { rows } = await db.query(
      `with below as (
         select *, substring(name from length($2::text) + 1) as rest
         from storage.objects where bucket_id = $1 and starts_with(name, $2)
       )
       select rest as name, id, updated_at, created_at, last_accessed_at, metadata
       from below where position('/' in rest) = 0 and rest ilike $3
       union all
       select distinct split_part(rest, '/', 1), null::uuid, null::timestamptz, null::timestamptz, null::timestamptz, null::jsonb
       from below where position('/' in rest) > 0 and split_part(rest, '/', 1) ilike $3
       order by ${sortBy.column} ${sortBy.order} nulls first limit $4 offset $5`,
      [request.params[0], prefix, `%${search.replace(/[\\%_]/g, "\\$&")}%`, limit, offset],
    )
    return rows
  })
  sendJson(request.exchange.response, 200, rows)
}

/** POST /object/move */
export async function moveObject(request: StorageRequest): Promise<void> {
  const { bucketId, sourceKey, destinationKey, destinationBucket } = parse(
    moveSchema,
    await readJson(request.exchange.request),
  )
  assertName(destinationKey)
  const claims = await readClaims(request)
  await asCaller(request.context, claims, async (db) => {
    const { rowCount } = await db.query(
      "update storage.objects set bucket_id = $3, name = $4, updated_at = now() where bucket_id = $1 and name = $2",
      [bucketId, sourceKey, destinationBucket ?? bucketId, destinationKey],
    )
    if (rowCount === 0) throw storageErrors.objectNotFound()
  })
  sendJson(request.exchange.response, 200, { message: "Successfully moved" })
}

/** POST /object/copy */
export async function copyObject(request: StorageRequest): Promise<void> {
  const { context, exchange } = request
  const body = parse(moveSchema, await readJson(exchange.request))
  assertName(body.destinationKey)
  const bucket = body.destinationBucket ?? body.bucketId
  const claims = await readClaims(request)
  let version = ""
  try {
    const id = await asCaller(context, claims, async (db) => {
      const source = await getObject(db, body.bucketId, body.sourceKey)
      if (source.version === null || source.metadata === null) throw storageErrors.objectNotFound()
      version = context.files.copy(source.version)
      const { metadata, user_metadata: userMetadata } = source
      const change = { bucket, name: body.destinationKey, file: { version }, metadata, userMetadata, claims }
      return insertObject(db, change, exchange.request.headers["x-upsert"] === "true")
    })
    sendJson(exchange.response, 200, { Id: id, Key: `${bucket}/${body.destinationKey}` })
  } catch (error) {
    context.files.remove([version])
    throw error
  }
}

async function remove(request: StorageRequest, names: string[]): Promise<ObjectRow[]> {
  const claims = await readClaims(request)
  const rows = await asCaller(request.context, claims, async (db) => {
    const { rows } = await db.query<ObjectRow>(
      "delete from storage.objects where bucket_id = $1 and name = any($2::text[]) returning *",
      [request.params[0], names],
    )
    return rows
  })
  request.context.files.remove(rows.flatMap((row) => (row.version === null ? [] : [row.version])))
  return rows
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (!result.success) throw storageErrors.invalidRequest(wrongParts(result.error))
  return result.data
}
