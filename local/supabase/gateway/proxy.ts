import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request as startRequest } from "node:http"
import type { Exchange } from "./exchange.ts"
import { sendJson } from "./reply.ts"

export interface ProxyTarget {
  /** Port on 127.0.0.1. */
  port: number
  /** Path and query to ask for. */
  path: string
  headers: OutgoingHttpHeaders
  /** Headers of the answer that are not passed on. */
  dropHeaders?: (name: string) => boolean
}

// Idle connections are given up before either PostgREST (30 s) or Deno closes them: a request must not meet a closing one.
const agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: 15_000 })

/** Connection-level headers, which end at a proxy (RFC 9110, 7.6.1). */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
])

/** Sends the request on and streams the answer back. An unreachable target is a 503; a caller who leaves ends it. */
export function proxy({ request, response }: Exchange, target: ProxyTarget): Promise<void> {
  return new Promise((resolve) => {
    const onward = startRequest({
      agent,
      host: "127.0.0.1",
      port: target.port,
      method: request.method,
      path: target.path,
      headers: target.headers,
    })
    onward.once("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, passedOn(answer.headers, target.dropHeaders))
      answer.once("error", () => response.destroy())
      answer.pipe(response)
    })
    onward.once("error", (error) => {
      if (response.headersSent) response.destroy()
      else sendJson(response, 503, { message: `The service does not answer: ${error.message}` })
    })
    response.once("close", () => {
      if (!response.writableFinished) onward.destroy()
      resolve()
    })
    request.pipe(onward)
  })
}

/** The request's headers without those that belong to its connection. */
export function forwardable(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !hopByHop.has(name) || name === "transfer-encoding"),
  )
}

function passedOn(
  headers: IncomingHttpHeaders,
  drop: (name: string) => boolean = () => false,
): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name) && !drop(name)))
}
