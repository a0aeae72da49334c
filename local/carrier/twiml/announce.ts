import type { HttpMethod } from "../http.ts"
import { holdMusic } from "../media/music.ts"
import { decodeWav, WavError } from "../media/wav.ts"
import type { ResolvedOptions } from "../options.ts"
import type { Alerts } from "../state/alerts.ts"
import type { Conference } from "../state/conference.ts"
import type { Participant } from "../state/participant.ts"
import { callParams } from "../webhooks/call-params.ts"
import type { WebhookSender } from "../webhooks/sender.ts"
import { WebhookError } from "../webhooks/webhook-error.ts"
import { readDocument } from "./document.ts"
import { PLAY_INVALID_CONTENT, TwimlError, WAIT_VERB_NOT_ALLOWED } from "./errors.ts"
import { type PromptSounds, playPrompt } from "./prompts.ts"
import { resolveUrl } from "./resolve-url.ts"
import type { Verb } from "./verbs.ts"

/** What music and announcements need: their sounds, the application that is asked for them, the log of what fails. */
export interface AnnouncementParts extends PromptSounds {
  readonly options: Pick<ResolvedOptions, "accountSid">
  readonly alerts: Alerts
  readonly webhooks: WebhookSender
}

/** The conference's names, sent along when the application is asked. */
type AnnouncedIn = Pick<Conference, "sid" | "name">

/**
 * Plays a participant its wait or hold music until it is stopped: `url` null is the default music, empty is
 * silence, otherwise a WAV file (repeated) or TwiML of Say, Play, Pause and Redirect (silence when it runs out).
 * Resolves with true when it could not; the alert is written then.
 */
export async function announce(
  exchange: AnnouncementParts,
  conference: AnnouncedIn,
  participant: Participant,
  url: string | null,
  method: HttpMethod,
): Promise<boolean> {
  const signal = participant.restartAnnouncement()
  if (url === null) participant.playout.loop(holdMusic())
  if (!url) return false
  let next: { url: string; method: HttpMethod } | null = { url, method }
  let current = url
  try {
    while (next) {
      current = next.url
      next = await announceOnce(exchange, conference, participant, next, signal)
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
  exchange: AnnouncementParts,
  conference: AnnouncedIn,
  { call, playout }: Participant,
  request: { url: string; method: HttpMethod },
  signal: AbortSignal,
): Promise<{ url: string; method: HttpMethod } | null> {
  const about = { ConferenceSid: conference.sid, FriendlyName: conference.name }
  const params = { ...callParams(call, exchange.options.accountSid), ...about }
  const answer = await exchange.webhooks.ask(request.url, request.method, params)
  signal.throwIfAborted()
  if (answer.contentType.startsWith("audio/")) {
    playout.loop(decodeWav(answer.body))
    return null
  }
  const verbs = readDocument(exchange.alerts, answer, call.sid)
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
