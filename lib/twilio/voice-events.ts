import { testCallField } from "@/lib/phone/keys"
import { memberOf } from "@/lib/twilio/identity"
import type { SignedRequest } from "@/lib/twilio/signed-request"
import type { RoutingRequest } from "@/supabase/functions/_shared/calls/events"

type TurnPlace = "wait" | "join" | "goodbye"

/** A request of the customer's leg as what it asks, with the key that a repetition shares (twilio.md 9). */
export function arrivalOf({ form }: SignedRequest): RoutingRequest {
  const providerLegId = form.get("CallSid") ?? ""
  const [from, to] = [form.get("From") ?? "", form.get("To") ?? ""]
  return { key: `${providerLegId}:inbound`, event: { kind: "inbound_arrived", providerLegId, from, to } }
}

/** A softphone's own call: it names its leg and nothing else; whose softphone it is, the provider says. */
export function dialTurnOf({ form }: SignedRequest): RoutingRequest {
  const providerLegId = form.get("CallSid") ?? ""
  const [legId, memberId] = [form.get("leg") ?? "", memberOf(form.get("From") ?? "") ?? ""]
  return { key: `${providerLegId}:dial`, event: { kind: "dial_turn", legId, providerLegId, memberId } }
}

/**
 * Whether a softphone calls to find out whether it could (A13). It reaches nobody and is over within seconds, so that it needs
 * nobody's decision: whoever is signed in to the app gets a token for it.
 */
export function isTestCall({ form }: SignedRequest): boolean {
  return form.get(testCallField) === "yes" && memberOf(form.get("From") ?? "") !== null
}

/** A turn at `asks`: the waiting loop, the way into the conference, the closing words. */
export function turnOf(asks: TurnPlace) {
  return ({ form, query }: SignedRequest): RoutingRequest => {
    const providerLegId = form.get("CallSid") ?? ""
    const [legId, step] = [query.get("leg"), query.get("step") ?? ""]
    return {
      key: `${providerLegId}:${asks}:${step}`,
      event: {
        kind: "leg_turn",
        legId,
        providerLegId,
        asks,
        step,
        key: form.get("Digits") || null,
        recordedSeconds: secondsOf(form.get("RecordingDuration")),
      },
    }
  }
}

/** A whole number of seconds, as the provider writes it; null for none. */
export function secondsOf(text: string | null): number | null {
  return text !== null && /^[0-9]{1,6}$/.test(text) ? Number(text) : null
}

/**
 * What a leg had asked before it was sent to the fallback address: the same question with the same key, so
 * that an answer which was only lost on the way is given again. Null when asking again cannot help, because the answer
 * itself was at fault (codes 112xx are failed requests, twilio.com/docs/api/errors).
 */
export function failedRequestOf({ form, query }: SignedRequest): RoutingRequest | null {
  if (!/^112\d\d$/.test(form.get("ErrorCode") ?? "")) return null
  const failed = URL.parse(form.get("ErrorUrl") ?? "")
  if (!failed) return null
  const place = failed.pathname.split("/").at(-1)
  const asked = { form, query: new URLSearchParams([...failed.searchParams, ...query]) }
  if (place === "inbound") return arrivalOf(asked)
  if (place === "outgoing") return dialTurnOf(asked)
  return place === "wait" || place === "join" || place === "goodbye" ? turnOf(place)(asked) : null
}
