import { timingSafeEqual } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
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
  try {
    const body = await readBody(req)
    const reply = await answer(exchange, req, url, body)
    if (reply instanceof FileReply) {
      res.writeHead(200, { "content-type": reply.contentType, "content-length": reply.data.length })
      res.end(reply.data)
    } else {
      sendJson(res, reply.status, reply.body)
    }
  } catch (error) {
    if (!(error instanceof RestError)) throw error
    sendJson(res, error.status, errorBody(error.status, error.code, error.message))
  }
}

async function answer(
  exchange: Exchange,
  req: IncomingMessage,
  url: URL,
  body: string,
): Promise<Reply | FileReply> {
  const method = req.method ?? "GET"
  const path = url.pathname
  if (!authorised(exchange, req.headers.authorization)) {
    throw new RestError(401, 20003, "Authenticate")
  }
  const refusal = exchange.faults.restRefusal(method, path)
  if (refusal)
    throw new RestError(
      refusal.status,
      refusal.code ?? 20500,
      refusal.message ?? "An internal server error has occurred",
    )

  const [account, ...rest] = path.slice("/2010-04-01/Accounts/".length).split("/").map(decodeURIComponent)
  if (!path.startsWith("/2010-04-01/Accounts/")) throw notImplemented(`${method} ${path}`)
  if (account !== exchange.options.accountSid) throw notFound(path)
  const last = rest.at(-1) ?? ""
  const segments = [...rest.slice(0, -1), last.replace(/\.(json|wav|mp3)$/, "")]
  const handler = findRoute(method, segments)
  if (!handler) throw notImplemented(`${method} ${path}`)
  const form = new Form(method === "GET" ? url.searchParams : new URLSearchParams(body))
  return handler({ exchange, method, path, query: url.searchParams, form, segments })
}

function authorised(exchange: Exchange, header: string | undefined): boolean {
  const { accountSid, authToken, apiKeySid, apiKeySecret } = exchange.options
  const given = Buffer.from(header?.startsWith("Basic ") ? header.slice(6) : "", "base64")
  return [`${accountSid}:${authToken}`, `${apiKeySid}:${apiKeySecret}`].some((credentials) => {
    const wanted = Buffer.from(credentials)
    return wanted.length === given.length && timingSafeEqual(wanted, given)
  })
}
