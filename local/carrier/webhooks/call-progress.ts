import type { CallRecord, CallStatus } from "../state/call-record.ts"
import { callParams, progressParams } from "./call-params.ts"
import type { WebhookSender } from "./sender.ts"

/** Twilio's name of the event for a status; a final status of any kind is the event `completed`. */
function eventOf(status: CallStatus): string | null {
  if (status === "queued") return null
  if (status === "initiated" || status === "ringing") return status
  return status === "in-progress" ? "answered" : "completed"
}

/** Sends the call's status callbacks as it progresses, numbered from 0, for the events that were asked for. */
export function reportProgress(call: CallRecord, accountSid: string, webhooks: WebhookSender): void {
  const callback = call.statusCallback
  if (!callback) return
  call.on("status", (status) => {
    const event = eventOf(status)
    const isAsked = event !== null && callback.events.has(event)
    // The number counts the events of a call we placed, also those nobody asked for; of one that came in, those sent.
    const sequence = isAsked || call.direction !== "inbound" ? call.callbackSequence++ : call.callbackSequence
    if (!isAsked) return
    const params = { ...callParams(call, accountSid), ...progressParams(call, status, sequence) }
    webhooks.notify(callback.url, callback.method, params)
  })
}
