import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { WebSocketServer } from "ws"
import { buildExchange } from "./build-exchange.ts"
import { Control } from "./control/control.ts"
import { handleControl } from "./control/routes.ts"
import type { Exchange } from "./exchange.ts"
import { findPrivateAddress, NO_PRIVATE_ADDRESS } from "./media/private-address.ts"
import type { CarrierOptions } from "./options.ts"
import { sendPhonePage } from "./phone/page.ts"
import { Phones } from "./phone/phones.ts"
import { handleRest } from "./rest/server.ts"

/** A running carrier. */
export interface Carrier {
  /** REST, control and the customer's phone page. */
  readonly url: string
  /** The Voice SDK's signalling, `ws://host:port/signal`. */
  readonly signalUrl: string
  /** Where audio flows, or null when the machine has no private address. */
  readonly mediaAddress: string | null
  /** The control API without HTTP. */
  readonly control: Control
  /** Ends every call, connection and timer. */
  stop(): Promise<void>
}

/** Another program listens on the carrier's port. */
export class PortTakenError extends Error {
  override name = "PortTakenError"
  readonly port: number

  constructor(port: number) {
    super(
      `The carrier cannot listen: port ${port} is taken by another program. Free it or choose another port.`,
    )
    this.port = port
  }
}

/**
 * Starts a carrier.
 * @throws PortTakenError when its port is in use.
 */
export async function startCarrier(options: CarrierOptions): Promise<Carrier> {
  const foundAddress = options.mediaAddress ?? findPrivateAddress()
  const exchange = buildExchange(options, foundAddress ?? "127.0.0.1")
  if (!foundAddress) exchange.options.log(NO_PRIVATE_ADDRESS)
  await exchange.recordings.load()
  const control = new Control(exchange)
  const phones = new Phones(exchange)
  const server = createServer((req, res) => void respond(exchange, control, req, res))
  const sockets = acceptSockets(server, exchange, phones)
  const port = await listenOn(server, options.port, exchange.options.host)
  exchange.baseUrl = `http://${exchange.options.host}:${port}`
  return {
    url: exchange.baseUrl,
    signalUrl: `ws://${exchange.options.host}:${port}/signal`,
    mediaAddress: foundAddress,
    control,
    stop: () => stop(exchange, control, server, sockets),
  }
}

async function respond(
  exchange: Exchange,
  control: Control,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const url = new URL(req.url ?? "/", exchange.baseUrl)
  try {
    if (url.pathname.startsWith("/2010-04-01/")) await handleRest(exchange, req, res, url)
    else if (url.pathname.startsWith("/control/")) {
      await handleControl(control, exchange.options.controlToken, req, res, url)
    } else sendPhonePage(url.pathname, res)
  } catch (error) {
    exchange.options.log(`bug ${error instanceof Error ? error.stack : String(error)}`)
    if (!res.headersSent) res.writeHead(500)
    res.end()
  }
}

function acceptSockets(server: Server, exchange: Exchange, phones: Phones): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 100_000 })
  server.on("upgrade", (req, socket, head) => {
    const path = (req.url ?? "").split("?")[0]
    if (path === "/signal") sockets.handleUpgrade(req, socket, head, (ws) => exchange.clients.connect(ws))
    // The phone needs no token, so only the carrier's own page may open it.
    else if (path === "/phone" && req.headers.origin === `http://${req.headers.host}`) {
      sockets.handleUpgrade(req, socket, head, (ws) => phones.connect(ws))
    } else socket.destroy()
  })
  return sockets
}

function listenOn(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortTakenError(port) : error)
    })
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

async function stop(
  exchange: Exchange,
  control: Control,
  server: Server,
  sockets: WebSocketServer,
): Promise<void> {
  control.stop()
  exchange.dialing.stop()
  exchange.webhooks.stop()
  for (const call of exchange.calls.live()) call.finish(call.answered ? "completed" : "canceled", "carrier")
  await Promise.all([...exchange.runningRecordings.values()].map((session) => session.finish(true)))
  exchange.clients.stop()
  exchange.clock.stop()
  for (const socket of sockets.clients) socket.terminate()
  sockets.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
