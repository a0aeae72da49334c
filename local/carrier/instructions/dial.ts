import { resolveUrl } from "../twiml/resolve-url.ts"
import type { Dial } from "../twiml/verbs.ts"
import { dialConference } from "./dial-conference.ts"
import { dialNumbers } from "./dial-numbers.ts"
import { goTo, type Next, ON, type Service } from "./service.ts"

/**
 * Connects the call with a conference or with telephones until that is over; then `action` is asked and told how it went, or the
 * document goes on.
 */
export async function dial(service: Service, verb: Dial, documentUrl: string): Promise<Next> {
  const { call, signal } = service
  const result = await connect(service, verb, documentUrl)
  signal.throwIfAborted()
  call.heard = service.playout
  return verb.action === "" ? ON : goTo(resolveUrl(verb.action, documentUrl), verb.method, result)
}

async function connect(service: Service, verb: Dial, documentUrl: string): Promise<Record<string, string>> {
  if ("numbers" in verb.to) return dialNumbers(service, verb, verb.to.numbers, documentUrl)
  const joined = await dialConference(service, verb, verb.to.conference, documentUrl)
  return { DialCallStatus: joined ? "answered" : "failed" }
}
