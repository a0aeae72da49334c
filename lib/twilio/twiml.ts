import "server-only"
import VoiceResponse from "twilio/lib/twiml/VoiceResponse"
import { musicAddress, musicFileAddress, stayReportAddress, voiceAddress } from "@/lib/twilio/addresses"
import { positionText, textOf } from "@/lib/twilio/phrases"
import type { Instruction, Spoken } from "@/supabase/functions/_shared/calls/decision"
import type { Language } from "@/supabase/functions/_shared/calls/language"

const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
/** So long a caller may think before a message is taken to be over. */
const silenceSeconds = 10
const voiceLanguage = { ja: "ja-JP", en: "en-US" } as const

/** An instruction as TwiML. `none` is no instruction for a leg that asks; it throws, and the fallback answers. */
export function renderInstruction(instruction: Instruction, language: Language): string {
  const response = new VoiceResponse()
  const say = (spoken: Spoken) => speak(response, spoken, language)
  switch (instruction.kind) {
    case "refuse":
      if (instruction.say === null) {
        response.reject({ reason: "rejected" })
        break
      }
      say(instruction.say)
      response.hangup()
      break
    case "announce_and_end":
      say(instruction.say)
      response.hangup()
      break
    case "say":
      for (const spoken of instruction.say) say(spoken)
      response.redirect({ method: "POST" }, voiceAddress("wait", instruction.legId, instruction.step))
      break
    case "gather":
      gatherAKey(response, instruction, language)
      break
    case "record":
      recordAMessage(response, instruction, language)
      break
    case "wait":
      waitForATurn(response, instruction, language)
      break
    case "join":
      joinConference(response, instruction, { startConferenceOnEnter: false, waitUrl: musicAddress() })
      break
    case "join_to_dial":
      joinConference(response, instruction, { startConferenceOnEnter: true, waitUrl: "" })
      break
    case "hang_up":
      response.hangup()
      break
    case "none":
    case "dial":
    case "refuse_dial":
    case "accepted":
    case "invited":
    case "refuse_request":
      throw new Error(`"${instruction.kind}" is no instruction for a leg`)
    default:
      instruction satisfies never
  }
  return response.toString()
}

/** Says it in the voice of its text, or in the account's. */
function speak(verb: Pick<VoiceResponse, "say">, spoken: Spoken, language: Language): void {
  const voice = "voice" in spoken ? spoken.voice : language
  verb.say({ language: voiceLanguage[voice] }, spokenText(spoken, language))
}

/** Words that a key ends, and so many seconds to press one after them. */
function gatherAKey(
  response: VoiceResponse,
  { legId, say, step, waitSeconds }: Extract<Instruction, { kind: "gather" }>,
  language: Language,
): void {
  const action = voiceAddress("wait", legId, step)
  const gather = response.gather({
    input: ["dtmf"],
    numDigits: 1,
    finishOnKey: "",
    timeout: waitSeconds,
    action,
    method: "POST",
    actionOnEmptyResult: true,
  })
  for (const spoken of say) speak(gather, spoken, language)
  response.redirect({ method: "POST" }, action)
}

/** The greeting, a tone, and what is said after it until a silence, `#` or the end of the call; without anything the leg asks all the same. */
function recordAMessage(
  response: VoiceResponse,
  { callId, legId, stayId, greeting, maxSeconds, step }: Extract<Instruction, { kind: "record" }>,
  language: Language,
): void {
  const action = voiceAddress("wait", legId, step)
  speak(response, greeting, language)
  response.record({
    action,
    method: "POST",
    maxLength: maxSeconds,
    timeout: silenceSeconds,
    finishOnKey: "#",
    playBeep: true,
    trim: "do-not-trim",
    recordingStatusCallback: stayReportAddress("recording", callId, stayId),
    recordingStatusCallbackMethod: "POST",
    recordingStatusCallbackEvent: ["completed", "absent"],
  })
  response.redirect({ method: "POST" }, action)
}

/** The words without what XML 1.0 cannot carry (w3.org/TR/xml/#charsets): a caller must not wait for a stray character. */
function spokenText(spoken: Spoken, language: Language): string {
  return textOf(spoken, language).replace(notXml, "")
}

/** The apology that needs nobody's decision: for when none can be had (K11). */
export function renderApology(): string {
  return renderInstruction({ kind: "announce_and_end", reason: "failed", say: { phrase: "apology" } }, "ja")
}

/** What plays in a conference until it starts: again and again, since only Say, Play, Pause and Redirect may be there. */
export function renderMusic(): string {
  const response = new VoiceResponse()
  response.play({ loop: 0 }, musicFileAddress())
  return response.toString()
}

/** What a test call hears: eight seconds of music, in which the line is measured, and the end (A13). */
export function renderTestCall(): string {
  const response = new VoiceResponse()
  response.play(musicFileAddress())
  response.hangup()
  return response.toString()
}

/** At most ten seconds of music; a key ends it early. The next turn is asked for in any case. */
function waitForATurn(
  response: VoiceResponse,
  { legId, step, position }: Extract<Instruction, { kind: "wait" }>,
  language: Language,
): void {
  const action = voiceAddress("wait", legId, step)
  const gather = response.gather({
    input: ["dtmf"],
    numDigits: 1,
    finishOnKey: "",
    timeout: 1,
    action,
    method: "POST",
    actionOnEmptyResult: true,
  })
  if (position !== null && position > 1) {
    gather.say({ language: voiceLanguage[language] }, positionText(position, language))
  } else {
    gather.play(musicFileAddress())
  }
  response.redirect({ method: "POST" }, action)
}

/**
 * The customer waits in the conference, which starts with the agent; who dials starts it (twilio.md 8). Leaving it does not end it yet: being sent back
 * to the queue counts as leaving (twilio.md 1).
 */
function joinConference(
  response: VoiceResponse,
  { callId, legId, stayId, isRecorded }: Extract<Instruction, { kind: "join" | "join_to_dial" }>,
  start: { startConferenceOnEnter: boolean; waitUrl: string },
): void {
  response.dial().conference(
    {
      participantLabel: legId,
      beep: "false",
      ...start,
      endConferenceOnExit: false,
      waitMethod: "POST",
      statusCallback: stayReportAddress("conference", callId, stayId),
      statusCallbackMethod: "POST",
      statusCallbackEvent: ["join", "leave", "end"],
      ...(isRecorded
        ? {
            record: "record-from-start" as const,
            trim: "do-not-trim" as const,
            recordingStatusCallback: stayReportAddress("recording", callId, stayId),
            recordingStatusCallbackMethod: "POST",
            recordingStatusCallbackEvent: ["completed", "absent"],
          }
        : {}),
    },
    stayId,
  )
}
