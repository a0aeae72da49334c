import type { IncomingMessage, ServerResponse } from "node:http"

/** The methods the application's addresses are asked by. */
export type HttpMethod = "GET" | "POST"

const MAX_BODY_BYTES = 1_000_000

/** The body of a request as text; rejects one larger than 1 MB. */
export async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req) {
    const bytes = Buffer.from(chunk as Uint8Array)
    size += bytes.length
    if (size > MAX_BODY_BYTES) throw new Error("the request body is larger than 1 MB")
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString("utf8")
}

/** Sends JSON; null sends no body. */
export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  if (body === null) {
    res.writeHead(status)
    res.end()
    return
  }
  const text = JSON.stringify(body)
  res.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" })
  res.end(text)
}
