import type { Exchange } from "../exchange.ts"
import type { Conference } from "../state/conference.ts"
import { announce } from "../twiml/announce.ts"
import { rfc2822 } from "../webhooks/call-params.ts"
import { type RestRequest, resourceUri } from "./context.ts"
import { page, timeFilter } from "./paging.ts"
import { notFound, type Reply, RestError } from "./reply.ts"

/** Twilio's "Call is not in-progress", for an announcement nobody would hear. */
const NOT_IN_PROGRESS = 21220

/**
 * GET /Conferences, newest first; those that have not ended, unless `Status=completed` asks for the others (Twilio's
 * changelog of 8 July 2026, "Conference list endpoint": so since 30 September 2026).
 */
export function listConferences({ exchange, path, query, form }: RestRequest): Reply {
  const name = form.text("FriendlyName")
  const status = form.oneOf("Status", ["init", "in-progress", "completed"])
  const created = timeFilter(form, "DateCreated")
  const updated = timeFilter(form, "DateUpdated")
  const conferences = exchange.conferences.list().filter((conference) => {
    if (name && conference.name !== name) return false
    if (status ? conference.status !== status : conference.status === "completed") return false
    return created(conference.dateCreated) && updated(conference.dateUpdated)
  })
  return page("conferences", path, query, form, conferences, (each) => conferenceJson(exchange, each))
}

/** GET /Conferences/{CF}. */
export function fetchConference(request: RestRequest): Reply {
  request.form.done("Conferences fetch")
  return { status: 200, body: conferenceJson(request.exchange, findConference(request)) }
}

/** POST /Conferences/{CF}: `Status=completed` ends it, `AnnounceUrl` says something to everyone in it. */
export function updateConference(request: RestRequest): Reply {
  const { exchange, form } = request
  const conference = findConference(request)
  const status = form.oneOf("Status", ["completed"])
  const announceUrl = form.url("AnnounceUrl")
  const announceMethod = form.method("AnnounceMethod", "POST")
  form.done("Conferences update")
  if (announceUrl) {
    if (conference.status !== "in-progress")
      throw new RestError(400, NOT_IN_PROGRESS, "The conference is not in progress")
    void announce(exchange, conference, null, { url: announceUrl, method: announceMethod })
  }
  if (status) conference.end("conference-ended-via-api", null)
  return { status: 200, body: conferenceJson(exchange, conference) }
}

/** The conference a path names by its SID. */
export function findConference({ exchange, segments, path }: RestRequest): Conference {
  const conference = exchange.conferences.get(segments[1] ?? "")
  if (!conference) throw notFound(path)
  return conference
}

function conferenceJson(
  exchange: Pick<Exchange, "options">,
  conference: Conference,
): Record<string, unknown> {
  const { sid } = conference
  return {
    sid,
    account_sid: exchange.options.accountSid,
    api_version: "2010-04-01",
    date_created: rfc2822(conference.dateCreated),
    date_updated: rfc2822(conference.dateUpdated),
    friendly_name: conference.name,
    region: "jp1",
    status: conference.status,
    reason_conference_ended: conference.endReason,
    call_sid_ending_conference: conference.endedByCall,
    uri: resourceUri(exchange, "Conferences", sid),
    subresource_uris: {
      participants: resourceUri(exchange, "Conferences", sid, "Participants"),
      recordings: resourceUri(exchange, "Conferences", sid, "Recordings"),
    },
  }
}
