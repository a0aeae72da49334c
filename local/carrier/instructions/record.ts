import { FRAME_MS } from "../media/source.ts"
import { tone } from "../media/tone.ts"
import type { Recording } from "../state/recordings.ts"
import { RecordingSession } from "../switching/recording-session.ts"
import { resolveUrl } from "../twiml/resolve-url.ts"
import type { Record } from "../twiml/verbs.ts"
import { callParams } from "../webhooks/call-params.ts"
import { recordingUrl } from "../webhooks/recording-callbacks.ts"
import { goTo, type Next, ON, type Service } from "./service.ts"

const BEEP = tone(1000, 500, 0.2)

/**
 * Records the party after a beep, until a key of `finishOnKey`, `timeout` seconds of silence, `maxLength` or the
 * end of the call. Then it asks `action`, also when the party hung up; an empty recording goes on instead.
 */
export async function record(service: Service, verb: Record, documentUrl: string): Promise<Next> {
  const { exchange, call, playout, signal } = service
  const action = resolveUrl(verb.action, documentUrl)
  if (verb.playBeep) await playout.play(BEEP, signal)
  call.note("recording")
  const { session, ended } = startRecording(service, verb, documentUrl)
  const how = await ended
  if (!call.ended && signal.aborted) {
    void session.finish(false)
    return ON
  }
  const recording = await session.finish(false)
  if (recording.status === "absent") return ON
  const params = actionParams(
    recording,
    how,
    recordingUrl(exchange.baseUrl, exchange.options.accountSid, recording.sid),
  )
  if (call.ended) {
    const form = { ...callParams(call, exchange.options.accountSid), ...params }
    exchange.webhooks.notify(action, verb.method, form)
    return ON
  }
  return goTo(action, verb.method, params)
}

function startRecording(
  { exchange, call, signal }: Service,
  verb: Record,
  documentUrl: string,
): { session: RecordingSession; ended: Promise<string> } {
  let stop: (how: string) => void = () => undefined
  const ended = new Promise<string>((resolve) => {
    stop = resolve
  })
  const session = new RecordingSession(exchange, {
    callSid: call.sid,
    conferenceSid: null,
    source: "RecordVerb",
    sound: call.line.spoken,
    trim: verb.trim,
    callback: verb.recordingStatusCallback
      ? {
          url: resolveUrl(verb.recordingStatusCallback, documentUrl),
          method: verb.recordingStatusCallbackMethod,
          events: verb.recordingStatusCallbackEvents,
        }
      : null,
    onFrame: (tap) => {
      if (tap.length * FRAME_MS >= verb.maxLengthSeconds * 1000) stop("")
      else if (tap.quietFrames * FRAME_MS >= verb.timeoutSeconds * 1000) stop("")
    },
  })
  const onDigit = (digit: string): void => {
    if (verb.finishOnKey.includes(digit)) stop(digit)
  }
  call.on("digit", onDigit)
  signal.addEventListener("abort", () => stop("hangup"), { once: true })
  void ended.then(() => call.off("digit", onDigit))
  return { session, ended }
}

function actionParams(recording: Recording, digits: string, url: string): { [name: string]: string } {
  return {
    RecordingUrl: url,
    RecordingSid: recording.sid,
    RecordingDuration: String(recording.durationSeconds ?? 0),
    ...(digits === "" ? {} : { Digits: digits }),
  }
}
