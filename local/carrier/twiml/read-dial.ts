import { Attributes, type Warn } from "./attributes.ts"
import type { Element } from "./element.ts"
import { notHere } from "./errors.ts"
import { readConference } from "./read-conference.ts"
import type { Dial, NumberNoun } from "./verbs.ts"

const PROGRESS_EVENTS = ["initiated", "ringing", "answered", "completed"] as const
const DEFAULT_TIMEOUT_SECONDS = 30
const DEFAULT_TIME_LIMIT_SECONDS = 14_400

/** A `<Dial>`: of one `<Conference>`, of telephones that ring at once, or of the number that is its text. */
export function readDial(element: Element, at: Attributes, warn: Warn): Dial {
  const record = at.text("record", "do-not-record")
  if (record !== "do-not-record" && record !== "false") throw notHere(`Dial record="${record}"`)
  at.ignore("ringTone", "recordingTrack", "trim", "callReason")
  return {
    verb: "Dial",
    action: at.text("action"),
    method: at.method("method"),
    timeLimitSeconds: at.integer("timeLimit", DEFAULT_TIME_LIMIT_SECONDS, 1),
    timeoutSeconds: at.integer("timeout", DEFAULT_TIMEOUT_SECONDS, 1),
    hangupOnStar: at.flag("hangupOnStar", false),
    callerId: at.text("callerId"),
    answerOnBridge: at.flag("answerOnBridge", false),
    to: readNouns(element, at, warn),
  }
}

function readNouns(element: Element, at: Attributes, warn: Warn): Dial["to"] {
  const [first, ...others] = element.children
  if (first?.name === "Conference" && others.length === 0) return { conference: readConference(first, warn) }
  if (!first) return { numbers: [plainNumber(element.text.trim())] }
  const unknown = element.children.find(({ name }) => name !== "Number")
  if (unknown) throw notHere(`Dial><${unknown.name}`)
  if (at.flag("sequential", false) && others.length > 0) throw notHere('Dial sequential="true"')
  return { numbers: element.children.map((each) => readNumber(each, warn)) }
}

function plainNumber(number: string): NumberNoun {
  return {
    number,
    sendDigits: "",
    statusCallback: "",
    statusCallbackMethod: "POST",
    statusCallbackEvents: ["completed"],
  }
}

function readNumber(element: Element, warn: Warn): NumberNoun {
  const at = new Attributes(element, warn)
  if (at.text("url") !== "") throw notHere("Number url")
  if (at.text("machineDetection") !== "") throw notHere("Number machineDetection")
  const noun = {
    number: element.text.trim(),
    sendDigits: at.text("sendDigits"),
    statusCallback: at.text("statusCallback"),
    statusCallbackMethod: at.method("statusCallbackMethod"),
    statusCallbackEvents: at.words("statusCallbackEvent", PROGRESS_EVENTS, ["completed"]),
  }
  at.ignore("method")
  at.done()
  return noun
}
