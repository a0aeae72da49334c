import type { Handler } from "../gateway/exchange.ts"
import { notImplemented } from "../gateway/reply.ts"
import { createBucket, deleteBucket, emptyBucket, listBuckets, readBucket, updateBucket } from "./buckets.ts"
import type { StorageContext, StorageRequest } from "./context.ts"
import { download, downloadPublic, downloadSigned, info, signDownload, signDownloads } from "./download.ts"
import { storageErrors } from "./errors.ts"
import { copyObject, listObjects, moveObject, removeObject, removeObjects } from "./manage.ts"
import { createObject, replaceObject, signUpload, uploadSigned } from "./upload.ts"

type Route = [methods: string, path: RegExp, handle: (request: StorageRequest) => Promise<void>]

/** Bucket, then the object's whole name. The first that fits is taken. */
const routes: Route[] = [
  ["GET", /^\/bucket$/, listBuckets],
  ["POST", /^\/bucket$/, createBucket],
  ["GET", /^\/bucket\/([^/]+)$/, readBucket],
  ["PUT", /^\/bucket\/([^/]+)$/, updateBucket],
  ["DELETE", /^\/bucket\/([^/]+)$/, deleteBucket],
  ["POST", /^\/bucket\/([^/]+)\/empty$/, emptyBucket],
  ["GET HEAD", /^\/object\/public\/([^/]+)\/(.+)$/, downloadPublic],
  ["GET HEAD", /^\/object\/sign\/([^/]+)\/(.+)$/, downloadSigned],
  ["GET HEAD", /^\/object\/authenticated\/([^/]+)\/(.+)$/, download],
  ["GET HEAD", /^\/object\/info\/public\//, missing],
  ["GET", /^\/object\/info\/(?:authenticated\/)?([^/]+)\/(.+)$/, info],
  ["POST", /^\/object\/upload\/sign\/([^/]+)\/(.+)$/, signUpload],
  ["PUT", /^\/object\/upload\/sign\/([^/]+)\/(.+)$/, uploadSigned],
  ["POST", /^\/object\/sign\/([^/]+)\/(.+)$/, signDownload],
  ["POST", /^\/object\/sign\/([^/]+)$/, signDownloads],
  ["POST", /^\/object\/list\/([^/]+)$/, listObjects],
  ["POST", /^\/object\/move$/, moveObject],
  ["POST", /^\/object\/copy$/, copyObject],
  // Words of its own that would otherwise be taken for buckets.
  [
    "GET HEAD POST PUT DELETE",
    /^\/object\/(?:list-v2|list|purge|info|sign|upload|public|authenticated|move|copy)(?:\/|$)/,
    missing,
  ],
  ["DELETE", /^\/object\/([^/]+)$/, removeObjects],
  ["GET HEAD POST PUT DELETE", /^\/object\/([^/]+)\/$/, unnamed],
  ["GET HEAD", /^\/object\/([^/]+)\/(.+)$/, download],
  ["POST", /^\/object\/([^/]+)\/(.+)$/, createObject],
  ["PUT", /^\/object\/([^/]+)\/(.+)$/, replaceObject],
  ["DELETE", /^\/object\/([^/]+)\/(.+)$/, removeObject],
]

async function missing({ exchange: { request, path } }: StorageRequest): Promise<void> {
  throw notImplemented(`Storage: ${request.method} ${path}`)
}

async function unnamed(): Promise<void> {
  throw storageErrors.invalidKey("")
}

/** URLs that carry their own right, or need none. */
export function storageNeedsKey(method: string | undefined, path: string): boolean {
  const reads = method === "GET" || method === "HEAD"
  return !(
    (reads && /^\/object\/(public|sign)\//.test(path)) ||
    (method === "PUT" && path.startsWith("/object/upload/sign/"))
  )
}

/** Answers everything below `/storage/v1`. */
export function createStorageService(context: StorageContext): Handler {
  return async (exchange) => {
    const { request, path } = exchange
    for (const [methods, pattern, handle] of routes) {
      const match = methods.split(" ").includes(request.method ?? "") ? pattern.exec(path) : null
      if (match !== null) return handle({ context, exchange, params: match.slice(1).map(decode) })
    }
    throw notImplemented(`Storage: ${request.method} ${path}`)
  }
}

/** Removes files that no row names any more. Run before the service answers. */
export async function sweepStorage({ pool, files }: StorageContext): Promise<number> {
  const { rows } = await pool.query<{ version: string }>(
    "select version from storage.objects where version is not null",
  )
  return files.sweep(new Set(rows.map((row) => row.version)))
}

function decode(part: string): string {
  let name: string
  try {
    name = decodeURIComponent(part)
  } catch {
    throw storageErrors.invalidRequest("malformed path")
  }
  // No name holds it, nor can the database be asked for one.
  if (name.includes("\0")) throw storageErrors.invalidKey(name)
  return name
}
