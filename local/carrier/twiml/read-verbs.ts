import { Attributes, type Warn } from "./attributes.ts"
import type { Element } from "./element.ts"
import { notHere } from "./errors.ts"
import { RECORDING_EVENTS } from "./read-conference.ts"
import { readDial } from "./read-dial.ts"
import type { Gather, Pause, Play, Record, Say, Verb } from "./verbs.ts"

/** Verbs that Twilio knows and this carrier does not; a document with one of them ends the call with its name. */
const NOT_HERE = new Set([
  "Connect",
  "Enqueue",
  "Leave",
  "Message",
  "Pay",
  "Prompt",
  "Queue",
  "Refer",
  "Siprec",
  "Sms",
  "Start",
  "Stop",
  "Stream",
])

/**
 * The verbs of a document in order. Like Twilio it warns of what the schema does not have and goes on without it.
 * @throws TwimlError for a verb that only the real Twilio obeys.
 */
export function readVerbs(response: Element, warn: Warn): Verb[] {
  return response.children.flatMap((element) => {
    const verb = readVerb(element, warn)
    return verb ? [verb] : []
  })
}

function readVerb(element: Element, warn: Warn): Verb | null {
  const at = new Attributes(element, warn)
  const verb = build(element, at, warn)
  if (verb) at.done()
  else warn(`Element '${element.name}' is not allowed in 'Response'`)
  return verb
}

function build(element: Element, at: Attributes, warn: Warn): Verb | null {
  switch (element.name) {
    case "Say":
      return readSay(element, at)
    case "Play":
      return readPlay(element, at)
    case "Pause":
      return readPause(at)
    case "Gather":
      return readGather(element, at, warn)
    case "Record":
      return readRecord(at)
    case "Dial":
      return readDial(element, at, warn)
    case "Redirect":
      return { verb: "Redirect", url: element.text.trim(), method: at.method("method") }
    case "Reject":
      return { verb: "Reject", reason: at.oneOf("reason", ["busy", "rejected"], "rejected") }
    case "Hangup":
      return { verb: "Hangup" }
    default:
      if (NOT_HERE.has(element.name)) throw notHere(element.name)
      return null
  }
}

function readSay(element: Element, at: Attributes): Say {
  const voice = at.text("voice")
  // A voice such as "Polly.Mizuki" or "Google.ja-JP-Standard-A" speaks its own language.
  const ofVoice = /[a-z]{2}-[A-Z]{2}/.exec(voice)?.[0] ?? "en-US"
  return {
    verb: "Say",
    text: element.text,
    language: at.text("language", ofVoice),
    loop: at.integer("loop", 1, 0),
  }
}

function readPlay(element: Element, at: Attributes): Play {
  return { verb: "Play", url: element.text.trim(), digits: at.text("digits"), loop: at.integer("loop", 1, 0) }
}

function readPause(at: Attributes): Pause {
  return { verb: "Pause", seconds: at.integer("length", 1, 0) }
}

function readGather(element: Element, at: Attributes, warn: Warn): Gather {
  if (at.text("input", "dtmf") !== "dtmf") throw notHere(`Gather input="${at.text("input")}"`)
  at.ignore("language", "speechTimeout", "hints", "bargeIn", "debug", "profanityFilter", "dtmfDetection")
  const prompts = element.children.flatMap((child) => {
    const verb = readVerb(child, warn)
    if (verb?.verb === "Say" || verb?.verb === "Play" || verb?.verb === "Pause") return [verb]
    if (verb) warn(`Element '${child.name}' is not allowed in 'Gather'`)
    return []
  })
  return {
    verb: "Gather",
    action: at.text("action"),
    method: at.method("method"),
    timeoutSeconds: at.integer("timeout", 5, 0),
    finishOnKey: at.text("finishOnKey", "#"),
    numDigits: at.has("numDigits") ? at.integer("numDigits", 1, 1) : null,
    actionOnEmptyResult: at.flag("actionOnEmptyResult", false),
    prompts,
  }
}

function readRecord(at: Attributes): Record {
  at.ignore("transcribe", "transcribeCallback", "recordingTrack")
  return {
    verb: "Record",
    action: at.text("action"),
    method: at.method("method"),
    timeoutSeconds: at.integer("timeout", 5, 1),
    maxLengthSeconds: at.integer("maxLength", 3600, 1),
    finishOnKey: at.text("finishOnKey", "1234567890*#"),
    playBeep: at.flag("playBeep", true),
    trim: at.oneOf("trim", ["trim-silence", "do-not-trim"], "trim-silence") === "trim-silence",
    recordingStatusCallback: at.text("recordingStatusCallback"),
    recordingStatusCallbackMethod: at.method("recordingStatusCallbackMethod"),
    recordingStatusCallbackEvents: at.words("recordingStatusCallbackEvent", RECORDING_EVENTS, ["completed"]),
  }
}
