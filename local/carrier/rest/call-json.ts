import type { Exchange } from "../exchange.ts"
import type { CallRecord } from "../state/call-record.ts"
import { rfc2822 } from "../webhooks/call-params.ts"
import { resourceUri } from "./context.ts"

/** A call as REST shows it. */
export function callJson(exchange: Pick<Exchange, "options">, call: CallRecord): Record<string, unknown> {
  const uri = resourceUri(exchange, "Calls", call.sid)
  return {
    sid: call.sid,
    account_sid: exchange.options.accountSid,
    parent_call_sid: call.parentCallSid,
    to: call.to,
    to_formatted: call.to,
    from: call.from,
    from_formatted: call.from,
    phone_number_sid: null,
    // "initiated" is a word of status callbacks; REST still says queued.
    status: call.status === "initiated" ? "queued" : call.status,
    date_created: rfc2822(call.dateCreated),
    date_updated: rfc2822(call.dateUpdated),
    start_time: call.startTime ? rfc2822(call.startTime) : null,
    end_time: call.endTime ? rfc2822(call.endTime) : null,
    duration: call.ended ? String(call.durationSeconds) : null,
    price: null,
    price_unit: "JPY",
    direction: call.direction,
    answered_by: null,
    api_version: "2010-04-01",
    forwarded_from: call.forwardedFrom,
    caller_name: call.callerName,
    group_sid: null,
    queue_time: "0",
    trunk_sid: null,
    uri,
    subresource_uris: { recordings: resourceUri(exchange, "Calls", call.sid, "Recordings") },
  }
}
