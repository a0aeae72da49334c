import type { IncomingMessage } from "node:http"
import { Readable } from "node:stream"
import { readBody } from "../gateway/reply.ts"
import { storageErrors } from "./errors.ts"
import type { BucketRow } from "./rows.ts"

/** What a client uploads, in either of the two forms storage-js uses. */
export interface UploadedContent {
  content: Readable
  type: string
  cacheControl: string
  metadata: Record<string, unknown> | null
}

/** Room for a form's other fields and its separators, bytes. */
const formOverhead = 64_000

/**
 * Reads an upload: a form (blobs) with the file, `cacheControl` and `metadata`, or the plain contents with headers.
 * Plain contents are streamed; a form is read as a whole, up to `limit` bytes.
 */
export async function readUpload(request: IncomingMessage, limit: number): Promise<UploadedContent> {
  const type = request.headers["content-type"] ?? "application/octet-stream"
  if (type.startsWith("multipart/form-data")) return readForm(request, type, limit)
  const encoded = request.headers["x-metadata"]
  return {
    content: request,
    type,
    cacheControl: request.headers["cache-control"] ?? "no-cache",
    metadata:
      typeof encoded === "string" ? parseMetadata(Buffer.from(encoded, "base64").toString("utf8")) : null,
  }
}

/** @throws StorageError when the bucket does not take this type. */
export function assertMimeType({ allowed_mime_types }: BucketRow, type: string): void {
  if (allowed_mime_types === null || allowed_mime_types.length === 0) return
  const plain = (type.split(";")[0] ?? "").trim().toLowerCase()
  const fits = allowed_mime_types.some((pattern) =>
    pattern.endsWith("/*") ? plain.startsWith(pattern.slice(0, -1)) : plain === pattern.toLowerCase(),
  )
  if (!fits) throw storageErrors.mimeType(plain)
}

async function readForm(request: IncomingMessage, type: string, limit: number): Promise<UploadedContent> {
  const declared = Number(request.headers["content-length"] ?? 0)
  if (declared > limit + formOverhead) throw storageErrors.tooLarge()
  const body = await readBody(request, limit + formOverhead)
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData()
  const file = [...form.values()].find((value) => typeof value !== "string")
  if (file === undefined) throw storageErrors.invalidRequest("the form has no file")
  const seconds = form.get("cacheControl")
  const metadata = form.get("metadata")
  return {
    content: Readable.from(Buffer.from(await file.arrayBuffer())),
    type: file.type || "application/octet-stream",
    cacheControl: typeof seconds === "string" ? `max-age=${seconds}` : "no-cache",
    metadata: typeof metadata === "string" ? parseMetadata(metadata) : null,
  }
}

function parseMetadata(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value }
  } catch {}
  throw storageErrors.invalidRequest("metadata is not a JSON object")
}
