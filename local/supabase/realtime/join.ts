import { randomUUID } from "node:crypto"
import { z } from "zod"
import { wrongParts } from "../gateway/reply.ts"
import type { Claims, Tokens } from "../tokens.ts"
import type { Authorization } from "./authorization.ts"
import type { Channel, Connection } from "./channel.ts"
import type { Incoming } from "./frames.ts"

const flag = z
  .boolean()
  .nullish()
  .transform((value) => value === true)
/** Hosted Realtime's default for clients that do not say. */
const onUnlessOff = z
  .boolean()
  .nullish()
  .transform((value) => value !== false)
const joinSchema = z.object({
  config: z
    .object({
      private: flag,
      broadcast: z
        .object({ ack: flag, self: flag, replay: z.unknown().optional(), replication_ready: flag })
        .prefault({}),
      presence: z.object({ enabled: onUnlessOff, key: z.string().nullish() }).prefault({}),
      postgres_changes: z.array(z.unknown()).nullish(),
    })
    .prefault({}),
  access_token: z.string().nullish(),
})

/** Why a channel may not be joined, or no longer be kept. The message goes to the client. */
export class RefusedError extends Error {}

export interface JoinContext {
  tokens: Tokens
  authorization: Authorization
  /** The claims of the key the socket was opened with. */
  keyClaims: Claims
}

/**
 * Decides a join as hosted Realtime does: a public topic is open to everybody with a key, a private one to those whom
 * the policies let read broadcasts.
 * @throws RefusedError
 */
export async function joinChannel(
  context: JoinContext,
  connection: Connection,
  incoming: Incoming,
): Promise<Channel> {
  const { config, access_token } = readJoin(incoming)
  const name = /^realtime:(.+)$/s.exec(incoming.topic)?.[1]
  if (name === undefined) throw new RefusedError("unmatched topic")
  if ((config.postgres_changes ?? []).length > 0) {
    throw new RefusedError("postgres_changes is not implemented by the local stack")
  }
  const { replay, replication_ready: isReadyWanted } = config.broadcast
  if (replay !== undefined && replay !== null)
    throw new RefusedError("broadcast.replay is not implemented by the local stack")
  if (isReadyWanted)
    throw new RefusedError("broadcast.replication_ready is not implemented by the local stack")
  const token = isToken(access_token) ? access_token : null
  const claims = token === null ? context.keyClaims : await readToken(context.tokens, token)
  const channel: Channel = {
    connection,
    topic: incoming.topic,
    name,
    joinRef: incoming.joinRef,
    isPrivate: config.private,
    wantsAck: config.broadcast.ack,
    wantsOwn: config.broadcast.self,
    hearsPresence: config.presence.enabled,
    presenceKey: config.presence.key || randomUUID(),
    claims,
    token,
    mayWrite: { broadcast: null, presence: null },
    expiry: null,
  }
  if (channel.isPrivate) await assertReadable(context.authorization, channel)
  return channel
}

/**
 * Asks the policies again under a new token.
 * @throws RefusedError when the token is bad or the topic may no longer be read.
 */
export async function renewChannel(context: JoinContext, channel: Channel, token: string): Promise<void> {
  channel.claims = await readToken(context.tokens, token)
  channel.token = token
  channel.mayWrite = { broadcast: null, presence: null }
  if (channel.isPrivate) await assertReadable(context.authorization, channel)
}

/** Keys are repeated in the token's place by clients without a session; they change nothing. */
export function isToken(token: unknown): token is string {
  return typeof token === "string" && token !== "" && !token.startsWith("sb_")
}

async function assertReadable(authorization: Authorization, channel: Channel): Promise<void> {
  const readable = await authorization.readable(channel.claims, channel.name)
  if (!readable.has("broadcast")) {
    throw new RefusedError(
      `Unauthorized: You do not have permissions to read from this Channel topic: ${channel.name}`,
    )
  }
  if (!readable.has("presence")) channel.hearsPresence = false
}

async function readToken(tokens: Tokens, token: string): Promise<Claims> {
  try {
    return await tokens.verify(token)
  } catch (error) {
    throw new RefusedError(`InvalidJWTToken: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function readJoin({ payload }: Incoming): z.infer<typeof joinSchema> {
  const result = joinSchema.safeParse(payload ?? {})
  if (!result.success) throw new RefusedError(`invalid join payload: ${wrongParts(result.error)}`)
  return result.data
}
