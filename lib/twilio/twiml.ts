import "server-only"
import VoiceResponse from "twilio/lib/twiml/VoiceResponse"
import { musicAddress, musicFileAddress, stayReportAddress, voiceAddress } from "@/lib/twilio/addresses"
import { positionText, textOf } from "@/lib/twilio/phrases"
import type { Instruction, Spoken } from "@/supabase/functions/_shared/calls/decision"
import type { Language } from "@/supabase/functions/_shared/calls/loaded"

const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
const voiceLanguage = { ja: "ja-JP", en: "en-US" } as const

/** An instruction as TwiML. `none` is no instruction for a leg that asks; it throws, and the fallback answers. */
export function renderInstruction(instruction: Instruction, language: Language): string {
  const response = new VoiceResponse()
  const say = (spoken: Spoken) =>
    response.say({ language: voiceLanguage[language] }, spokenText(spoken, language))
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
    case "greet":
      for (const spoken of instruction.say) say(spoken)
      response.redirect({ method: "POST" }, voiceAddress("wait", instruction.legId, instruction.step))
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
