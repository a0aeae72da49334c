import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http"

/** Ends a request with `status` and a JSON body. Thrown by handlers, written by the gateway. */
export class HttpError extends Error {
  readonly status: number
  readonly body: unknown
  constructor(status: number, body: Record<string, unknown>) {
    super(String(body.message ?? body.msg ?? status))
    this.status = status
    this.body = body
  }
}

/** What is wrong with a body, for its sender: which parts of it, and none of a library's words. */
export function wrongParts({ issues }: { issues: { path: PropertyKey[] }[] }): string {
  const parts = [...new Set(issues.map(({ path }) => ["body", ...path.map(String)].join("/")))]
  return `${parts.join(", ")} ${parts.length === 1 ? "is" : "are"} not as it must be`
}

/** 501 for something Supabase has and this stack has not. `what` is named in the answer. */
export function notImplemented(what: string): HttpError {
  return new HttpError(501, {
    code: "not_implemented",
    error: "not_implemented",
    message: `${what} is not implemented by the local stack`,
  })
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: OutgoingHttpHeaders = {},
): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    ...headers,
  })
  response.end(text)
}

/**
 * The whole body, at most `limit` bytes.
 * @throws HttpError 413 beyond it.
 */
export async function readBody(request: IncomingMessage, limit = 1_000_000): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > limit) throw new HttpError(413, { message: `The body is larger than ${limit} bytes` })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/**
 * The body as JSON; an empty body is `{}`.
 * @throws HttpError 400 `bad_json`.
 */
export async function readJson(request: IncomingMessage, limit?: number): Promise<unknown> {
  const text = (await readBody(request, limit)).toString("utf8")
  if (text === "") return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpError(400, {
      code: 400,
      error_code: "bad_json",
      msg: "Could not parse request body as JSON",
    })
  }
}
