import { playPrompt } from "../twiml/prompts.ts"
import { resolveUrl } from "../twiml/resolve-url.ts"
import type { Verb } from "../twiml/verbs.ts"
import { dial } from "./dial.ts"
import { gather } from "./gather.ts"
import { record } from "./record.ts"
import { END, goTo, type Next, ON, type Service } from "./service.ts"

/** Verbs that leave a ringing call ringing when they come first. */
const BEFORE_ANSWER: ReadonlySet<Verb["verb"]> = new Set(["Pause", "Redirect", "Reject"])

/** Obeys one verb of the document at `documentUrl`. Every verb but Pause, Redirect and Reject answers the call. */
export async function performVerb(service: Service, verb: Verb, documentUrl: string): Promise<Next> {
  const { exchange, call, playout, signal } = service
  if (!BEFORE_ANSWER.has(verb.verb) && !answersLater(verb)) call.answer()
  switch (verb.verb) {
    case "Say":
    case "Play":
    case "Pause":
      await playPrompt(exchange, playout, verb, documentUrl, signal)
      return ON
    case "Gather":
      return gather(service, verb, documentUrl)
    case "Record":
      return record(service, verb, documentUrl)
    case "Dial":
      return dial(service, verb, documentUrl)
    case "Redirect":
      return goTo(resolveUrl(verb.url, documentUrl), verb.method)
    case "Reject":
      // Only a call that has not been answered can be refused.
      if (!call.answered) call.finish(verb.reason === "busy" ? "busy" : "no-answer", "carrier")
      return END
    case "Hangup":
      return END
    default:
      return verb satisfies never
  }
}

/** A `<Dial answerOnBridge="true">` of numbers answers with the first of them; who waits for a conference waits answered. */
function answersLater(verb: Verb): boolean {
  return verb.verb === "Dial" && verb.answerOnBridge && "numbers" in verb.to
}
