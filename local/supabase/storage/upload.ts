import { sendJson } from "../gateway/reply.ts"
import type { Claims } from "../tokens.ts"
import { assertMimeType, readUpload } from "./content.ts"
import { asCaller, type Database, readClaims, type StorageRequest } from "./context.ts"
import { fromDatabase, storageErrors } from "./errors.ts"
import { assertName } from "./names.ts"
import { findObject, getBucket, insertObject, type ObjectChange, updateObject } from "./rows.ts"

type Mode = "insert" | "upsert" | "update"

/** How a row is written: under the caller's policies, or under a grant that was checked when its URL was signed. */
type Writer = (work: (db: Database) => Promise<string>, keep: boolean) => Promise<string>

/** POST /object/<bucket>/<name>: a new object; with `x-upsert: true` it may replace one. */
export function createObject(request: StorageRequest): Promise<void> {
  return uploadAsCaller(
    request,
    request.exchange.request.headers["x-upsert"] === "true" ? "upsert" : "insert",
  )
}

/** PUT /object/<bucket>/<name>: replaces an object. */
export function replaceObject(request: StorageRequest): Promise<void> {
  return uploadAsCaller(request, "update")
}

/** POST /object/upload/sign/<bucket>/<name>: a URL that lets its holder upload this object within two hours. */
export async function signUpload(request: StorageRequest): Promise<void> {
  const { context, exchange, params } = request
  const [bucket = "", name = ""] = params
  assertName(name)
  const claims = await readClaims(request)
  const upsert = exchange.request.headers["x-upsert"] === "true"
  await getBucket(context.pool, bucket)
  await asCaller(context, claims, (db) => insertObject(db, probe(bucket, name, claims), upsert), false)
  const url = `${bucket}/${name}`
  const owner = claims.sub === undefined ? {} : { owner: claims.sub }
  const token = await context.urlTokens.sign({ purpose: "upload", url, upsert, ...owner }, 7200)
  sendJson(exchange.response, 200, { url: `/object/upload/sign/${encodePath(url)}?token=${token}`, token })
}

/** PUT /object/upload/sign/<bucket>/<name>?token=…: the upload such a URL allows. */
export async function uploadSigned(request: StorageRequest): Promise<void> {
  const { context, exchange, params } = request
  const [bucket = "", name = ""] = params
  const grant = await context.urlTokens.check(
    exchange.url.searchParams.get("token") ?? "",
    "upload",
    `${bucket}/${name}`,
  )
  const claims = grant.owner === undefined ? {} : { sub: grant.owner }
  const write: Writer = (work, keep) =>
    keep
      ? work(context.pool).catch((error: unknown) => {
          throw fromDatabase(error)
        })
      : Promise.resolve("")
  await store(request, claims, grant.upsert === true ? "upsert" : "insert", write)
}

async function uploadAsCaller(request: StorageRequest, mode: Mode): Promise<void> {
  const claims = await readClaims(request)
  await store(request, claims, mode, (work, keep) => asCaller(request.context, claims, work, keep))
}

async function store(
  { context, exchange, params }: StorageRequest,
  claims: Pick<Claims, "sub">,
  mode: Mode,
  write: Writer,
): Promise<void> {
  const [bucketId = "", name = ""] = params
  assertName(name)
  const bucket = await getBucket(context.pool, bucketId)
  const put = (change: ObjectChange) => (db: Database) =>
    mode === "update" ? updateObject(db, change) : insertObject(db, change, mode === "upsert")
  // Asked before the contents are taken: who may not write should not fill the disk.
  await write(put(probe(bucketId, name, claims)), false)
  const limit = Math.min(context.largestObject, Number(bucket.file_size_limit ?? context.largestObject))
  const upload = await readUpload(exchange.request, limit)
  assertMimeType(bucket, upload.type)
  const old = await findObject(context.pool, bucketId, name)
  const file = await context.files.write(upload.content, limit)
  try {
    const metadata = {
      eTag: `"${file.md5}"`,
      size: file.size,
      mimetype: upload.type,
      cacheControl: upload.cacheControl,
      lastModified: new Date().toISOString(),
      contentLength: file.size,
      httpStatusCode: 200,
    }
    const change = { bucket: bucketId, name, file, metadata, userMetadata: upload.metadata, claims }
    const id = await write(put(change), true)
    if (old?.version) context.files.remove([old.version])
    sendJson(exchange.response, 200, { Id: id, Key: `${bucketId}/${name}` })
  } catch (error) {
    context.files.remove([file.version])
    throw error
  }
}

/** A row like the one that would be written, for asking the policies. */
function probe(bucket: string, name: string, claims: Pick<Claims, "sub">): ObjectChange {
  const metadata = {
    eTag: "",
    size: 0,
    mimetype: "application/octet-stream",
    cacheControl: "",
    lastModified: "",
    contentLength: 0,
    httpStatusCode: 200,
  }
  if (bucket === "") throw storageErrors.bucketNotFound()
  return { bucket, name, file: { version: "" }, metadata, userMetadata: null, claims }
}

/** A path as it stands in a URL: slashes stay, everything else is escaped. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/")
}
