import { setTimeout as sleep } from "node:timers/promises"
import type { Recording } from "../state/recordings.ts"
import { rfc2822 } from "../webhooks/call-params.ts"
import type { FakeRecording } from "../webhooks/fault-set.ts"
import { recordingUrl } from "../webhooks/recording-callbacks.ts"
import { type RestRequest, resourceUri } from "./context.ts"
import { page, timeFilter } from "./paging.ts"
import { FileReply, notFound, notImplemented, type Reply, RestError } from "./reply.ts"

const NOT_IN_PROGRESS = 21220
/** In place of a SID it names the recording that runs now. */
const CURRENT = "Twilio.CURRENT"

/** GET /Recordings, or those of a call or conference, newest first. */
export function listRecordings(request: RestRequest): Reply {
  const { path, query, form } = request
  const [callSid, conferenceSid] = [form.text("CallSid"), form.text("ConferenceSid")]
  const created = timeFilter(form, "DateCreated")
  form.ignore("IncludeSoftDeleted")
  const recordings = scoped(request).filter((recording) => {
    if (callSid && recording.callSid !== callSid) return false
    if (conferenceSid && recording.conferenceSid !== conferenceSid) return false
    return created(new Date(recording.startTime))
  })
  return page("recordings", path, query, form, recordings, (each) => recordingJson(request, each))
}

/** GET …/Recordings/{RE}: its data, or with `.wav` (or no extension) the file. */
export async function fetchRecording(request: RestRequest): Promise<Reply | FileReply> {
  const { exchange, path } = request
  if (path.endsWith(".mp3")) throw notImplemented("recordings as MP3")
  const recording = findRecording(request)
  request.form.ignore("IncludeSoftDeleted")
  request.form.done("Recordings fetch")
  if (path.endsWith(".json")) return { status: 200, body: recordingJson(request, recording) }
  const { delayMs, isMissing, fake } = exchange.faults.downloadFate()
  if (delayMs > 0) await sleep(delayMs)
  const wav = await exchange.recordings.media(recording)
  if (!wav || isMissing) throw notFound(path)
  return fake === null ? new FileReply("audio/x-wav", wav) : fakeOf(fake, wav)
}

/** Something that is not the recording, though the answer says that all is well. */
function fakeOf(fake: FakeRecording, wav: Buffer): FileReply {
  const half = Math.floor(wav.length / 2)
  switch (fake) {
    case "html":
      return new FileReply("text/html", Buffer.from("<!doctype html><title>502 Bad Gateway</title>"))
    case "cut":
      return new FileReply("audio/x-wav", wav.subarray(0, half))
    case "broken":
      return new FileReply("audio/x-wav", wav, half)
    case "mistyped":
      return new FileReply("application/octet-stream", wav)
    default:
      return fake satisfies never
  }
}

/** POST …/Recordings/{RE}: `paused` (leaving silence, or nothing with `PauseBehavior=skip`), `in-progress`, `stopped`. */
export function updateRecording(request: RestRequest): Reply {
  const { exchange, form } = request
  const recording = findRecording(request)
  const status = form.oneOf("Status", ["paused", "in-progress", "stopped"])
  const behavior = form.oneOf("PauseBehavior", ["silence", "skip"]) ?? "silence"
  form.done("Recordings update")
  const session = exchange.runningRecordings.get(recording.sid)
  if (!session) throw new RestError(400, NOT_IN_PROGRESS, `Recording ${recording.sid} is not in progress`)
  if (status === "paused") session.pause(behavior)
  if (status === "in-progress") session.resume()
  if (status === "stopped") {
    void session.finish(true)
    exchange.recordings.setStatus(recording, "stopped")
  }
  return { status: 200, body: recordingJson(request, recording) }
}

/** DELETE …/Recordings/{RE}: the data and the file. */
export async function deleteRecording(request: RestRequest): Promise<Reply> {
  await request.exchange.recordings.delete(findRecording(request))
  return { status: 204, body: null }
}

/** Recordings below the path's call or conference; all of the account at its root. */
function scoped({ exchange, segments, path }: RestRequest): Recording[] {
  const all = exchange.recordings.list()
  const [parent, sid] = segments
  if (parent === "Recordings") return all
  const known = parent === "Calls" ? exchange.calls.get(sid ?? "") : exchange.conferences.get(sid ?? "")
  const mine = all.filter(
    (recording) => (parent === "Calls" ? recording.callSid : recording.conferenceSid) === sid,
  )
  if (!known && mine.length === 0) throw notFound(path)
  return mine
}

function findRecording(request: RestRequest): Recording {
  const sid = request.segments.at(-1) ?? ""
  const found = scoped(request).find((recording) =>
    sid === CURRENT ? request.exchange.runningRecordings.has(recording.sid) : recording.sid === sid,
  )
  if (!found) throw notFound(request.path)
  return found
}

/** A recording as it is shown at its place: of a call with its track, at the account's root with its address. */
function recordingJson({ exchange, segments }: RestRequest, recording: Recording): Record<string, unknown> {
  const { accountSid } = exchange.options
  const { sid } = recording
  return {
    sid,
    account_sid: accountSid,
    api_version: "2010-04-01",
    call_sid: recording.callSid,
    conference_sid: recording.conferenceSid,
    channels: 1,
    date_created: rfc2822(new Date(recording.startTime)),
    date_updated: rfc2822(new Date(recording.dateUpdated)),
    start_time: rfc2822(new Date(recording.startTime)),
    duration: recording.durationSeconds === null ? null : String(recording.durationSeconds),
    encryption_details: null,
    error_code: recording.errorCode,
    price: null,
    price_unit: "JPY",
    source: recording.source,
    status: recording.status,
    uri: resourceUri(exchange, "Recordings", sid),
    ...(segments[0] === "Calls" ? { track: "both" } : {}),
    ...(segments[0] === "Recordings"
      ? { media_url: recordingUrl(exchange.baseUrl, accountSid, sid), subresource_uris: {} }
      : {}),
  }
}
