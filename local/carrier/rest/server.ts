import { timingSafeEqual } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import type { Exchange } from "../exchange.ts"
import { readBody, sendJson } from "../http.ts"
import { Form } from "./form.ts"
import { errorBody, FileReply, notFound, notImplemented, type Reply, RestError } from "./reply.ts"
import { findRoute } from "./routes.ts"

/** Answers a request below /2010-04-01 as Twilio does; what this carrier does not do is a 501 that names it. */
export async function handleRest(
  exchange: Exchange,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const body = await readBody(req)
  const reply = await answer(exchange, req, url, body).catch(refusal)
  // To somebody far away the word of what has happened takes its time.
  const { latencyMs } = exchange.faults
  if (latencyMs > 0) await sleep(latencyMs)
  if (reply instanceof FileReply) sendFile(req, res, reply)
  else sendJson(res, reply.status, reply.body)
}

function refusal(error: unknown): Reply {
  if (!(error instanceof RestError)) throw error
  const { status, code, message } = error
  return { status, body: errorBody(status, code, message) }
}

async function answer(
  exchange: Exchange,
  req: IncomingMessage,
  url: URL,
  body: string,
): Promise<Reply | FileReply> {
  // A HEAD is a GET whose body is kept.
  const method = req.method === "HEAD" ? "GET" : (req.method ?? "GET")
  const path = url.pathname
  if (!authorised(exchange, req.headers.authorization)) {
    throw new RestError(401, 20003, "Authenticate")
  }
  const heldBackMs = exchange.faults.restDelayMs(method, path)
  if (heldBackMs > 0) await sleep(heldBackMs)
  const refusal = exchange.faults.restRefusal(method, path)
  if (refusal)
    throw new RestError(
      refusal.status,
      refusal.code ?? 20500,
      refusal.message ?? "An internal server error has occurred",
    )

  const [accountFile = "", ...rest] = path
    .slice("/2010-04-01/Accounts/".length)
    .split("/")
    .map(decodeURIComponent)
  const account = rest.length === 0 ? accountFile.replace(/\.json$/, "") : accountFile
  if (!path.startsWith("/2010-04-01/Accounts/")) throw notImplemented(`${method} ${path}`)
  if (account !== exchange.options.accountSid) throw notFound(path)
  const last = rest.at(-1) ?? ""
  const segments = rest.length === 0 ? [] : [...rest.slice(0, -1), last.replace(/\.(json|wav|mp3)$/, "")]
  const handler = findRoute(method, segments)
  if (!handler) throw notImplemented(`${method} ${path}`)
  const form = new Form(method === "GET" ? url.searchParams : new URLSearchParams(body))
  return handler({ exchange, method, path, query: url.searchParams, form, segments })
}

/** The file, or the part of it that is asked for (RFC 9110, 14.2: one range of bytes). */
function sendFile(
  req: IncomingMessage,
  res: ServerResponse,
  { contentType, data, breaksAfter }: FileReply,
): void {
  const head = { "content-type": contentType, "accept-ranges": "bytes" }
  const range = readRange(req.headers.range, data.length)
  if (range === "unsatisfiable") {
    res.writeHead(416, { ...head, "content-range": `bytes */${data.length}` }).end()
    return
  }
  const [first, last] = range ?? [0, data.length - 1]
  const part = data.subarray(first, last + 1)
  res.writeHead(range ? 206 : 200, {
    ...head,
    "content-length": part.length,
    ...(range ? { "content-range": `bytes ${first}-${last}/${data.length}` } : {}),
  })
  if (breaksAfter !== null && req.method !== "HEAD") {
    res.write(part.subarray(0, breaksAfter), () => res.destroy())
    return
  }
  res.end(req.method === "HEAD" ? undefined : part)
}

function readRange(header: string | undefined, length: number): [number, number] | "unsatisfiable" | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? []
  if (from === "" && to === "") return null
  const first = from === "" ? Math.max(0, length - Number(to)) : Number(from)
  const last = from === "" || to === "" ? length - 1 : Math.min(Number(to), length - 1)
  return first >= length || first > last ? "unsatisfiable" : [first, last]
}

function authorised(exchange: Exchange, header: string | undefined): boolean {
  const { accountSid, authToken, apiKeySid, apiKeySecret } = exchange.options
  const given = Buffer.from(header?.startsWith("Basic ") ? header.slice(6) : "", "base64")
  return [`${accountSid}:${authToken}`, `${apiKeySid}:${apiKeySecret}`].some((credentials) => {
    const wanted = Buffer.from(credentials)
    return wanted.length === given.length && timingSafeEqual(wanted, given)
  })
}
