import type { HttpMethod } from "../http.ts"
import type { Playout } from "../media/playout.ts"
import { decodeWav } from "../media/wav.ts"
import type { ResolvedOptions } from "../options.ts"
import type { Alerts } from "../state/alerts.ts"
import type { Conference } from "../state/conference.ts"
import type { Participant } from "../state/participant.ts"
import { callParams } from "../webhooks/call-params.ts"
import type { WebhookParams } from "../webhooks/request.ts"
import type { WebhookSender } from "../webhooks/sender.ts"
import { readDocument } from "./document.ts"
import { TwimlError, WAIT_VERB_NOT_ALLOWED } from "./errors.ts"
import { type PromptSounds, playPrompt } from "./prompts.ts"
import { resolveUrl } from "./resolve-url.ts"
import type { Verb } from "./verbs.ts"

/** What music and announcements need: their sounds, the application that is asked for them, the log of what fails. */
export interface AnnouncementParts extends PromptSounds {
  readonly options: Pick<ResolvedOptions, "accountSid">
  readonly alerts: Alerts
  readonly webhooks: WebhookSender
}

/** Where a document or an audio file is asked for. */
export interface Address {
  url: string
  method: HttpMethod
}

/** For whom a document is asked. */
interface Audience {
  conference: Pick<Conference, "sid" | "name">
  /** null when it is for all of the conference. */
  participant: Participant | null
}

/**
 * Asks `address` and plays what it answers, and then where a Redirect leads: an audio file, or TwiML of Say, Play, Pause and
 * Redirect. Resolves when it runs out; an audio file given with `repeat` goes on until the signal aborts.
 * @throws WebhookError, TwimlError or WavError when it cannot be had or is nothing to be played; the signal's reason when aborted.
 */
export async function playDocument(
  exchange: AnnouncementParts,
  audience: Audience,
  playout: Playout,
  address: Address,
  { signal, repeat }: { signal: AbortSignal; repeat: boolean },
): Promise<void> {
  let next: Address | null = address
  while (next) {
    const { url, method }: Address = next
    const answer = await exchange.webhooks.ask(url, method, paramsFor(audience, exchange.options.accountSid))
    signal.throwIfAborted()
    if (answer.contentType.startsWith("audio/")) {
      const clip = decodeWav(answer.body)
      if (repeat) playout.loop(clip)
      else await playout.play(clip, signal)
      return
    }
    const verbs = readDocument(exchange.alerts, answer, audience.participant?.call.sid ?? "")
    refuseOthers(verbs)
    next = await playVerbs(exchange, playout, verbs, url, signal)
  }
}

async function playVerbs(
  exchange: AnnouncementParts,
  playout: Playout,
  verbs: Verb[],
  documentUrl: string,
  signal: AbortSignal,
): Promise<Address | null> {
  for (const verb of verbs) {
    if (verb.verb === "Redirect") return { url: resolveUrl(verb.url, documentUrl), method: verb.method }
    if (verb.verb === "Say" || verb.verb === "Play" || verb.verb === "Pause") {
      await playPrompt(exchange, playout, verb, documentUrl, signal)
    }
  }
  return null
}

function paramsFor({ conference, participant }: Audience, accountSid: string): WebhookParams {
  const about = participant ? callParams(participant.call, accountSid) : { AccountSid: accountSid }
  return { ...about, ConferenceSid: conference.sid, FriendlyName: conference.name }
}

function refuseOthers(verbs: Verb[]): void {
  const other = verbs.find((verb) => !["Say", "Play", "Pause", "Redirect"].includes(verb.verb))
  if (!other) return
  throw new TwimlError(
    WAIT_VERB_NOT_ALLOWED,
    `Dial->Conference: <${other.verb}> is not allowed in wait, hold or announce TwiML, only Say, Play, Pause and Redirect`,
  )
}
