import type { Exchange } from "../exchange.ts"
import { holdMusic } from "../media/music.ts"
import { decodeWav, WavError } from "../media/wav.ts"
import type { Participant } from "../state/participant.ts"
import { callParams } from "../webhooks/call-params.ts"
import { WebhookError } from "../webhooks/webhook-error.ts"
import { readDocument } from "./document.ts"
import { PLAY_INVALID_CONTENT, TwimlError, WAIT_VERB_NOT_ALLOWED } from "./errors.ts"
import { playPrompt } from "./prompts.ts"
import { resolveUrl } from "./resolve-url.ts"
import type { Method, Verb } from "./verbs.ts"

/**
 * Plays a participant its wait or hold music until it is stopped: `url` null is the default music, empty is
 * silence, otherwise a WAV file (repeated) or TwiML of Say, Play, Pause and Redirect (silence when it runs out).
 * Resolves with true when it could not; the alert is written then.
 */
export async function announce(
  exchange: Exchange,
  participant: Participant,
  url: string | null,
  method: Method,
): Promise<boolean> {
  const signal = participant.restartAnnouncement()
  if (url === null) participant.playout.loop(holdMusic())
  if (!url) return false
  let next: { url: string; method: Method } | null = { url, method }
  let current = url
  try {
    while (next) {
      current = next.url
      next = await announceOnce(exchange, participant, next, signal)
    }
    return false
  } catch (error) {
    if (signal.aborted) return false
    if (!(error instanceof WebhookError || error instanceof TwimlError || error instanceof WavError))
      throw error
    const code = error instanceof WavError ? PLAY_INVALID_CONTENT : error.code
    const { message } = error
    exchange.alerts.add({ level: "error", code, message, callSid: participant.call.sid, url: current })
    return true
  }
}

async function announceOnce(
  exchange: Exchange,
  { call, conference, playout }: Participant,
  request: { url: string; method: Method },
  signal: AbortSignal,
): Promise<{ url: string; method: Method } | null> {
  const about = { ConferenceSid: conference.sid, FriendlyName: conference.name }
  const params = { ...callParams(call, exchange.options.accountSid), ...about }
  const answer = await exchange.webhooks.ask(request.url, request.method, params)
  signal.throwIfAborted()
  if (answer.contentType.startsWith("audio/")) {
    playout.loop(decodeWav(answer.body))
    return null
  }
  const verbs = readDocument(exchange, answer, call.sid)
  refuseOthers(verbs)
  for (const verb of verbs) {
    if (verb.verb === "Redirect") return { url: resolveUrl(verb.url, request.url), method: verb.method }
    if (verb.verb === "Say" || verb.verb === "Play" || verb.verb === "Pause") {
      await playPrompt(exchange, playout, verb, request.url, signal)
    }
  }
  return null
}

function refuseOthers(verbs: Verb[]): void {
  const other = verbs.find((verb) => !["Say", "Play", "Pause", "Redirect"].includes(verb.verb))
  if (!other) return
  throw new TwimlError(
    WAIT_VERB_NOT_ALLOWED,
    `Dial->Conference: <${other.verb}> is not allowed in wait or hold TwiML, only Say, Play, Pause and Redirect`,
  )
}
