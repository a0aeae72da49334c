import type { MicrophoneAccess } from "@/lib/softphone/devices/microphone"
import { isTokenError } from "@/lib/softphone/sdk-errors"
import type { CallFigures } from "./figures"

/** What a browser can do, as far as a call needs it. */
export type BrowserFacts = {
  isSecure: boolean
  hasWebRtc: boolean
  hasMicrophones: boolean
  canChooseSpeaker: boolean
}

/** How the test call ended. `code` is the provider's, null where there is none. */
export type CallOutcome =
  | { kind: "measured"; figures: CallFigures }
  | { kind: "failed"; code: number | null; hasConnected: boolean }
  /** No token: nobody is signed in to the phone, or may use it. */
  | { kind: "no_token" }

/** What was found out so far; null is not yet. */
export type Findings = {
  browser: BrowserFacts
  microphone: MicrophoneAccess | null
  call: CallOutcome | null
  /** Whether the person heard the music of the test call. */
  isHeard: boolean | null
}

export const checkIds = ["browser", "microphone", "signalling", "media", "quality", "speaker"] as const
export type CheckId = (typeof checkIds)[number]

const states = {
  browser_good: "good",
  browser_limited: "fair",
  browser_unsupported: "bad",
  browser_insecure: "bad",
  microphone_good: "good",
  microphone_silent: "fair",
  microphone_denied: "bad",
  microphone_missing: "bad",
  signalling_good: "good",
  signalling_blocked: "bad",
  signalling_refused: "bad",
  media_good: "good",
  media_relayed: "fair",
  media_blocked: "bad",
  quality_good: "good",
  quality_fair: "fair",
  quality_bad: "bad",
  speaker_good: "good",
  speaker_silent: "bad",
  speaker_asked: "open",
  signed_out: "open",
  not_yet: "open",
  not_reached: "open",
} as const satisfies Record<string, "good" | "fair" | "bad" | "open">

/** Each has its words in `environment.json`, and a hint there where something is to be done. */
export type Verdict = keyof typeof states

/** Those about which something is to be done. */
export type Trouble = {
  [One in Verdict]: (typeof states)[One] extends "fair" | "bad" ? One : never
}[Verdict]

/** Whether something is to be done. */
export function isTrouble(verdict: Verdict): verdict is Trouble {
  return states[verdict] === "fair" || states[verdict] === "bad"
}

/** How a verdict looks: nothing to do, may be better, no calls like this, or not known. */
export function stateOf(verdict: Verdict) {
  return states[verdict]
}

/**
 * From here on, sound suffers: the network requirements for the provider's SDK ask for a round trip below 200 ms, jitter below 30 ms and
 * loss below 3 %; the SDK warns of a round trip over 400 ms. Scores as in ITU-T G.107, table B.1.
 */
const limits = {
  fair: { roundTrip: 200, jitter: 20, loss: 1, score: 3.6 },
  bad: { roundTrip: 400, jitter: 30, loss: 3, score: 3.1 },
}

/** Below this level, of 32767, ten seconds of a room are silence: the microphone is muted or dead. */
const silence = 100

/** The verdict on each check. Whoever is not reached is not judged: a network that blocks signalling says nothing of its loss. */
export function verdictsOf({ browser, microphone, call, isHeard }: Findings): Record<CheckId, Verdict> {
  const figures = call?.kind === "measured" ? call.figures : null
  return {
    browser: browserVerdict(browser),
    microphone: microphoneVerdict(microphone, call),
    ...lineVerdicts(call),
    speaker: figures?.hasReceived
      ? isHeard === null
        ? "speaker_asked"
        : isHeard
          ? "speaker_good"
          : "speaker_silent"
      : call
        ? "not_reached"
        : "not_yet",
  }
}

function browserVerdict(browser: BrowserFacts): Verdict {
  if (!browser.isSecure) return "browser_insecure"
  if (!browser.hasWebRtc || !browser.hasMicrophones) return "browser_unsupported"
  return browser.canChooseSpeaker ? "browser_good" : "browser_limited"
}

function microphoneVerdict(access: MicrophoneAccess | null, call: CallOutcome | null): Verdict {
  if (access === "denied" || access === "missing") return `microphone_${access}`
  if (access !== "granted") return "not_yet"
  if (call?.kind === "failed" && call.code === 31_402) return "microphone_missing"
  if (call?.kind !== "measured") return "microphone_good"
  return call.figures.microphoneLevel < silence ? "microphone_silent" : "microphone_good"
}

function lineVerdicts(call: CallOutcome | null): Record<"signalling" | "media" | "quality", Verdict> {
  const same = (verdict: Verdict) => ({ signalling: verdict, media: verdict, quality: verdict })
  if (call === null) return same("not_yet")
  if (call.kind === "no_token") return same("signed_out")
  if (call.kind === "measured") {
    const { figures } = call
    if (!figures.hasReceived)
      return { signalling: "signalling_good", media: "media_blocked", quality: "not_reached" }
    const isDirect = !figures.isRelayed && (figures.transport ?? "udp") === "udp"
    return {
      signalling: "signalling_good",
      media: isDirect ? "media_good" : "media_relayed",
      quality: qualityVerdict(figures),
    }
  }
  const { code, hasConnected } = call
  // No microphone, no call: the line was not tried.
  if (code === 31_401 || code === 31_402 || code === 31_208) return same("not_reached")
  // 53405 and 31003: signalled, but no way for the sound was found.
  if (hasConnected || code === 53_405 || code === 31_003)
    return { signalling: "signalling_good", media: "media_blocked", quality: "not_reached" }
  const signalling = isTokenError(code) ? "signalling_refused" : "signalling_blocked"
  return { signalling, media: "not_reached", quality: "not_reached" }
}

function qualityVerdict(figures: CallFigures): Verdict {
  const { roundTrip, jitter, loss, score } = figures
  const exceeds = (limit: typeof limits.fair) =>
    (roundTrip ?? 0) > limit.roundTrip ||
    (jitter ?? 0) > limit.jitter ||
    (loss ?? 0) > limit.loss ||
    (score ?? 5) < limit.score
  if (exceeds(limits.bad)) return "quality_bad"
  return exceeds(limits.fair) ? "quality_fair" : "quality_good"
}
