import type { HttpMethod } from "../http.ts"
import { holdMusic } from "../media/music.ts"
import { WavError } from "../media/wav.ts"
import type { Conference } from "../state/conference.ts"
import type { Participant } from "../state/participant.ts"
import { WebhookError } from "../webhooks/webhook-error.ts"
import { PLAY_INVALID_CONTENT, TwimlError } from "./errors.ts"
import { type Address, type AnnouncementParts, playDocument } from "./play-document.ts"

/**
 * Plays a participant its wait or hold music until it is stopped: `url` null is the default music, empty is
 * silence, otherwise a WAV file (repeated) or TwiML of Say, Play, Pause and Redirect (silence when it runs out).
 * Resolves with true when it could not; the alert is written then.
 */
export async function playMusic(
  exchange: AnnouncementParts,
  conference: Pick<Conference, "sid" | "name">,
  participant: Participant,
  url: string | null,
  method: HttpMethod,
): Promise<boolean> {
  const { music } = participant
  const signal = music.restart()
  if (url === null) music.loop(holdMusic())
  if (!url) return false
  const audience = { conference, participant }
  const played = playDocument(exchange, audience, music, { url, method }, { signal, repeat: true })
  return (await failureOf(exchange, played, signal, url, participant)) !== null
}

/**
 * Says something to one participant, or to all of the conference, over what is heard there; an announcement that is under way
 * ends. How it went is one of the conference's events.
 */
export async function announce(
  exchange: AnnouncementParts,
  conference: Conference,
  participant: Participant | null,
  address: Address,
): Promise<void> {
  const { announcement } = participant ?? conference
  const signal = announcement.restart()
  const played = playDocument(exchange, { conference, participant }, announcement, address, {
    signal,
    repeat: false,
  })
  const failure = await failureOf(exchange, played, signal, address.url, participant)
  if (!signal.aborted) conference.announced({ participant, url: address.url, failure })
}

/** Why something could not be played, after the alert of that is written; null when it was, or was ended. */
async function failureOf(
  exchange: AnnouncementParts,
  played: Promise<void>,
  signal: AbortSignal,
  url: string,
  participant: Participant | null,
): Promise<string | null> {
  try {
    await played
    return null
  } catch (error) {
    if (signal.aborted) return null
    if (!(error instanceof WebhookError || error instanceof TwimlError || error instanceof WavError))
      throw error
    const code = error instanceof WavError ? PLAY_INVALID_CONTENT : error.code
    const { message } = error
    const callSid = participant ? { callSid: participant.call.sid } : {}
    exchange.alerts.add({ level: "error", code, message, url, ...callSid })
    return `${code} ${message}`
  }
}
