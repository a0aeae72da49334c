import type { Alerts } from "../state/alerts.ts"
import type { WebhookAnswer } from "../webhooks/request.ts"
import { parseResponse } from "./element.ts"
import { INVALID_CONTENT_TYPE, SCHEMA_WARNING, TwimlError } from "./errors.ts"
import { readVerbs } from "./read-verbs.ts"
import type { Verb } from "./verbs.ts"

const XML_TYPES = ["text/plain", "text/xml", "application/xml", "text/html", "application/twiml+xml"]

/**
 * The verbs of what the application answered. Audio is played as it came; plain text is said, unless it is TwiML under the
 * wrong name.
 * @throws TwimlError 12300 for another content type, 12100 for broken XML.
 */
export function readDocument(alerts: Alerts, answer: WebhookAnswer, callSid: string): Verb[] {
  const { contentType, url } = answer
  if (contentType.startsWith("audio/"))
    return [{ verb: "Play", url, audio: answer.body, digits: "", loop: 1 }]
  if (
    contentType === "text/plain" &&
    !/^\s*(<\?xml[^>]*>\s*)?<Response[\s/>]/.test(answer.body.toString("utf8"))
  ) {
    return [{ verb: "Say", text: answer.body.toString("utf8"), language: "en-US", loop: 1 }]
  }
  if (!XML_TYPES.includes(contentType)) {
    throw new TwimlError(INVALID_CONTENT_TYPE, `Invalid Content-Type: '${contentType || "none"}'`)
  }
  return readTwiml(alerts, answer.body.toString("utf8"), callSid, url)
}

/** The verbs of a TwiML document; what Twilio only warns of becomes an alert of level warning. */
export function readTwiml(alerts: Alerts, xml: string, callSid: string, url: string): Verb[] {
  return readVerbs(parseResponse(xml), (message) =>
    alerts.add({ level: "warning", code: SCHEMA_WARNING, message, callSid, url }),
  )
}
