import { pipeline } from "node:stream/promises"
import type { Exchange } from "../gateway/exchange.ts"
import type { StorageContext } from "./context.ts"
import { storageErrors } from "./errors.ts"
import { readRange } from "./range.ts"
import type { ObjectRow } from "./rows.ts"

/**
 * Sends an object's contents: all of it, one range (audio players seek with them), or 304 when the client has it. Never
 * with a type the browser would guess or run: stored pages must not act in the gateway's name.
 */
export async function serveObject(
  { files }: StorageContext,
  { request, response, url }: Exchange,
  { metadata, version, name }: ObjectRow,
): Promise<void> {
  const size = version === null ? null : files.sizeOf(version)
  if (metadata === null || version === null || size === null) throw storageErrors.objectNotFound()
  const download = url.searchParams.get("download")
  const headers = {
    "content-type": safeType(metadata.mimetype),
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": metadata.cacheControl,
    etag: metadata.eTag,
    "last-modified": new Date(metadata.lastModified).toUTCString(),
    "accept-ranges": "bytes",
    ...(download === null
      ? {}
      : { "content-disposition": attachment(download || (name.split("/").at(-1) ?? name)) }),
  }
  if (request.headers["if-none-match"] === metadata.eTag) {
    response.writeHead(304, headers).end()
    return
  }
  const ifRange = request.headers["if-range"]
  const asked = ifRange === undefined || ifRange === metadata.eTag ? request.headers.range : undefined
  const range = readRange(asked, size)
  if (range === "unsatisfiable") {
    response.writeHead(416, { "content-range": `bytes */${size}`, "content-length": 0 }).end()
    return
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  response.writeHead(range === null ? 200 : 206, {
    ...headers,
    "content-length": end - start + 1,
    ...(range === null ? {} : { "content-range": `bytes ${start}-${end}/${size}` }),
  })
  if (request.method === "HEAD" || size === 0) {
    response.end()
    return
  }
  // A listener who leaves in the middle is no error.
  await pipeline(files.read(version, { start, end }), response).catch(() => response.destroy())
}

/** Hosted Storage shows pages as text, too. */
function safeType(type: string): string {
  return /^(text\/html|application\/xhtml\+xml)/i.test(type) ? "text/plain; charset=utf-8" : type
}

function attachment(name: string): string {
  return `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escapeCharacter)}`
}

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
