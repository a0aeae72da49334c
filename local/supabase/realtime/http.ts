import { z } from "zod"
import type { Exchange, Handler } from "../gateway/exchange.ts"
import { HttpError, notImplemented, readBody, readJson, wrongParts } from "../gateway/reply.ts"
import type { Claims, Tokens } from "../tokens.ts"
import type { Authorization } from "./authorization.ts"
import type { Broadcast } from "./frames.ts"
import type { Rooms } from "./rooms.ts"

const batchSchema = z.object({
  messages: z.array(
    z.object({
      topic: z.string().min(1),
      event: z.string().min(1),
      payload: z.unknown().optional(),
      private: z.boolean().optional(),
    }),
  ),
})

export interface RealtimeHttpContext {
  tokens: Tokens
  authorization: Authorization
  rooms: Rooms
}

/** Broadcasts by HTTP, several at once or one addressed by its path. Answers 202; those the caller may not write go nowhere. */
export function createRealtimeHttp(context: RealtimeHttpContext): Handler {
  return async (exchange) => {
    const { request, response, path } = exchange
    if (request.method !== "POST") throw notImplemented(`Realtime: ${request.method} ${path}`)
    const claims = await readClaims(context, exchange)
    const [, topic, event] = /^\/api\/broadcast\/([^/]+)\/events\/([^/]+)$/.exec(path) ?? []
    if (topic !== undefined && event !== undefined) {
      await sendOne(context, claims, exchange, decodeURIComponent(topic), decodeURIComponent(event))
    } else if (path === "/api/broadcast") {
      await sendBatch(context, claims, exchange)
    } else {
      throw notImplemented(`Realtime: POST ${path}`)
    }
    response.writeHead(202).end()
  }
}

async function sendBatch(context: RealtimeHttpContext, claims: Claims, { request }: Exchange): Promise<void> {
  const body = batchSchema.safeParse(await readJson(request))
  if (!body.success) throw new HttpError(422, { message: wrongParts(body.error) })
  for (const { topic, event, payload, private: isPrivate = false } of body.data.messages) {
    const json = Buffer.from(JSON.stringify(payload ?? {}))
    await send(context, claims, topic, isPrivate, { event, payload: json, isJson: true })
  }
}

async function sendOne(
  context: RealtimeHttpContext,
  claims: Claims,
  { request, url }: Exchange,
  topic: string,
  event: string,
): Promise<void> {
  if ([...url.searchParams.keys()].some((name) => name.startsWith("persist"))) {
    throw notImplemented("Realtime: stored broadcasts")
  }
  const isJson = !String(request.headers["content-type"]).startsWith("application/octet-stream")
  const payload = isJson ? Buffer.from(JSON.stringify(await readJson(request))) : await readBody(request)
  await send(context, claims, topic, url.searchParams.get("private") === "true", { event, payload, isJson })
}

async function send(
  { authorization, rooms }: RealtimeHttpContext,
  claims: Claims,
  topic: string,
  isPrivate: boolean,
  broadcast: Broadcast,
): Promise<void> {
  if (isPrivate && !(await authorization.mayWrite(claims, topic, "broadcast"))) return
  rooms.broadcast(topic, isPrivate, broadcast)
}

async function readClaims({ tokens }: RealtimeHttpContext, { caller }: Exchange): Promise<Claims> {
  try {
    return await tokens.verify(caller.token ?? "")
  } catch {
    throw new HttpError(401, { message: "Unauthorized" })
  }
}
