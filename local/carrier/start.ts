import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { WebSocketServer } from "ws"
import { Control } from "./control/control.ts"
import { handleControl } from "./control/routes.ts"
import type { Exchange } from "./exchange.ts"
import { AudioFiles } from "./media/audio-file.ts"
import { MediaClock } from "./media/clock.ts"
import { findPrivateAddress, NO_PRIVATE_ADDRESS } from "./media/private-address.ts"
import { Speech } from "./media/speech.ts"
import { type CarrierOptions, resolveOptions } from "./options.ts"
import { sendPhonePage } from "./phone/page.ts"
import { Phones } from "./phone/phones.ts"
import { handleRest } from "./rest/server.ts"
import { Clients } from "./signalling/clients.ts"
import { Alerts } from "./state/alerts.ts"
import { Calls } from "./state/calls.ts"
import { Conferences } from "./state/conferences.ts"
import { DialingQueue } from "./state/dialing-queue.ts"
import { PhoneDirectory } from "./state/phone-directory.ts"
import { Recordings } from "./state/recordings.ts"
import { Faults } from "./webhooks/faults.ts"
import { WebhookSender } from "./webhooks/sender.ts"

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
  const exchange = buildExchange(options, foundAddress)
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

function buildExchange(options: CarrierOptions, mediaAddress: string | null): Exchange {
  const resolved = resolveOptions(options)
  const alerts = new Alerts(resolved.log)
  const faults = new Faults({ seed: resolved.seed, ...options.faults })
  const clock = new MediaClock()
  const { authToken, webhookTimeoutMs: timeoutMs, dataDir } = resolved
  const exchange: Exchange = {
    options: resolved,
    alerts,
    faults,
    clock,
    calls: new Calls(),
    conferences: new Conferences(clock),
    recordings: new Recordings(join(dataDir, "recordings")),
    runningRecordings: new Map(),
    webhooks: new WebhookSender({ authToken, timeoutMs, faults, alerts }),
    speech: new Speech({
      engine: resolved.speech,
      toneMsPerCharacter: resolved.toneMsPerCharacter,
      cacheDir: join(dataDir, "speech"),
    }),
    audioFiles: new AudioFiles(),
    dialing: new DialingQueue(resolved.callsPerSecond),
    directory: new PhoneDirectory(),
    clients: new Clients(),
    numbers: new Map(resolved.numbers.map((number) => [number.e164, number])),
    mediaAddress: mediaAddress ?? "127.0.0.1",
    baseUrl: "",
  }
  exchange.clients.attach(exchange)
  return exchange
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
