import type { Exchange } from "../exchange.ts"
import type { Application, ApplicationSettings } from "../state/applications.ts"
import { API_VERSION, rfc2822 } from "../webhooks/call-params.ts"
import { type RestRequest, resourceUri } from "./context.ts"
import type { Form } from "./form.ts"
import { page } from "./paging.ts"
import { notFound, type Reply, RestError } from "./reply.ts"

const INVALID_PARAMETER = 20001
/** Twilio's longest name of an application. */
const MAX_NAME_LENGTH = 64

/** POST /Applications: a TwiML application, whose SID a browser's token may carry. */
export function createApplication({ exchange, form }: RestRequest): Reply {
  const settings = readSettings(form)
  form.done("Applications create")
  return { status: 201, body: applicationJson(exchange, exchange.applications.create(settings)) }
}

/** GET /Applications, newest first; `FriendlyName` asks for those of exactly that name. */
export function listApplications({ exchange, path, query, form }: RestRequest): Reply {
  const name = form.text("FriendlyName")
  const found = exchange.applications.list().filter((each) => !name || each.friendlyName === name)
  return page("applications", path, query, form, found, (each) => applicationJson(exchange, each))
}

/** GET /Applications/{AP}. */
export function fetchApplication(request: RestRequest): Reply {
  request.form.done("Applications fetch")
  return { status: 200, body: applicationJson(request.exchange, findApplication(request)) }
}

/** POST /Applications/{AP}: what is named changes, an address that is empty is taken away. */
export function updateApplication(request: RestRequest): Reply {
  const { exchange, form } = request
  const application = findApplication(request)
  const settings = readSettings(form)
  form.done("Applications update")
  exchange.applications.update(application, settings)
  return { status: 200, body: applicationJson(exchange, application) }
}

/** DELETE /Applications/{AP}: calls through it are refused from now on. */
export function deleteApplication(request: RestRequest): Reply {
  request.exchange.applications.delete(findApplication(request).sid)
  return { status: 204, body: null }
}

function findApplication({ exchange, segments, path }: RestRequest): Application {
  const application = exchange.applications.get(segments[1] ?? "")
  if (!application) throw notFound(path)
  return application
}

/** What the request names, and nothing else. */
function readSettings(form: Form): Partial<ApplicationSettings> {
  form.oneOf("ApiVersion", [API_VERSION])
  const named = {
    friendlyName: form.text("FriendlyName"),
    voiceUrl: form.has("VoiceUrl") ? (form.url("VoiceUrl") ?? "") : null,
    voiceMethod: form.has("VoiceMethod") ? form.method("VoiceMethod", "POST") : null,
    voiceFallbackUrl: form.has("VoiceFallbackUrl") ? (form.url("VoiceFallbackUrl") ?? "") : null,
    voiceFallbackMethod: form.has("VoiceFallbackMethod") ? form.method("VoiceFallbackMethod", "POST") : null,
    statusCallback: form.has("StatusCallback") ? (form.url("StatusCallback") ?? "") : null,
    statusCallbackMethod: form.has("StatusCallbackMethod")
      ? form.method("StatusCallbackMethod", "POST")
      : null,
  }
  if (named.friendlyName !== null && named.friendlyName.length > MAX_NAME_LENGTH) {
    throw new RestError(400, INVALID_PARAMETER, `FriendlyName is longer than ${MAX_NAME_LENGTH} characters`)
  }
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null))
}

/** An application as REST shows it; this carrier has no messages, so what is for them is empty. */
function applicationJson(
  exchange: Pick<Exchange, "options">,
  application: Application,
): Record<string, unknown> {
  const { sid } = application
  return {
    sid,
    account_sid: exchange.options.accountSid,
    api_version: API_VERSION,
    date_created: rfc2822(application.dateCreated),
    date_updated: rfc2822(application.dateUpdated),
    friendly_name: application.friendlyName,
    voice_url: application.voiceUrl || null,
    voice_method: application.voiceMethod,
    voice_fallback_url: application.voiceFallbackUrl || null,
    voice_fallback_method: application.voiceFallbackMethod,
    voice_caller_id_lookup: false,
    status_callback: application.statusCallback || null,
    status_callback_method: application.statusCallbackMethod,
    sms_url: null,
    sms_method: "POST",
    sms_fallback_url: null,
    sms_fallback_method: "POST",
    sms_status_callback: null,
    message_status_callback: null,
    public_application_connect_enabled: false,
    uri: resourceUri(exchange, "Applications", sid),
  }
}
