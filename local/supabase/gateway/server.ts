import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { Socket } from "node:net"
import type { Duplex } from "node:stream"
import { PortTakenError } from "../errors.ts"
import { allowAnyOrigin, answerPreflight } from "./cors.ts"
import type { Exchange, Handler } from "./exchange.ts"
import type { CallerReader } from "./keys.ts"
import { HttpError, notImplemented, sendJson } from "./reply.ts"

/** A service behind the gateway. */
export interface Service {
  /** "/rest/v1": everything at or below it. */
  prefix: string
  handle: Handler
  /** Whether the request needs an API key; default: always. */
  needsKey?: (request: IncomingMessage, path: string) => boolean
  /** Leaves preflights and CORS headers to the service. */
  ownCors?: boolean
}

export interface GatewayOptions {
  port: number
  services: Service[]
  readCaller: CallerReader
  onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  log: (line: string) => void
}

export interface Gateway {
  port: number
  close: () => Promise<void>
}

/**
 * One port for everything, with hosted Supabase's paths. `port` 0 takes any.
 * @throws PortTakenError
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const server = createServer((request, response) => {
    serve(options, request, response).catch((error: unknown) =>
      answerError(options, request, response, error),
    )
  })
  server.keepAliveTimeout = 30_000
  server.on("upgrade", options.onUpgrade)
  const sockets = new Set<Socket>()
  server.on("connection", (socket) => {
    // Small answers leave at once instead of waiting for more to send.
    socket.setNoDelay(true)
    sockets.add(socket)
    socket.once("close", () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PortTakenError(options.port, "Supabase gateway") : error),
    )
    server.listen({ port: options.port, host: "127.0.0.1", backlog: 1024 }, resolve)
  })
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("the gateway has no port")
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

async function serve(
  options: GatewayOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://gateway")
  const service = options.services.find(({ prefix }) => isBelow(url.pathname, prefix))
  if (service?.ownCors !== true) {
    if (request.method === "OPTIONS") return answerPreflight(request, response)
    allowAnyOrigin(response)
  }
  if (service === undefined) throw notImplemented(`${request.method} ${url.pathname}`)
  const path = url.pathname.slice(service.prefix.length) || "/"
  const keyRequired = service.needsKey?.(request, path) ?? true
  const exchange: Exchange = {
    request,
    response,
    url,
    path,
    caller: await options.readCaller(request, url, keyRequired),
  }
  await service.handle(exchange)
}

function answerError(
  { log }: GatewayOptions,
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  const isExpected = error instanceof HttpError
  if (!isExpected)
    log(`${request.method} ${request.url?.split("?")[0]}: ${error instanceof Error ? error.stack : error}`)
  if (response.headersSent) {
    response.destroy()
    return
  }
  if (isExpected) sendJson(response, error.status, error.body)
  else sendJson(response, 500, { code: 500, error_code: "unexpected_failure", message: "Unexpected failure" })
  // What is left of the body is thrown away, so that the connection can be used again.
  request.resume()
}

function isBelow(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`)
}
