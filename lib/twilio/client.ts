import "server-only"
import twilio from "twilio"
import { environment } from "@/lib/env"

/** The provider answers in well below a second; whoever waits on the line does not wait for the rest. */
const timeoutMs = 5_000

/** Sends the helper's requests to another base address; the helper itself only knows the provider's own. */
class ElsewhereClient extends twilio.RequestClient {
  readonly #base: string

  constructor(base: string) {
    super({ timeout: timeoutMs, keepAlive: true })
    this.#base = base
  }

  override request<Data>(options: Parameters<typeof twilio.RequestClient.prototype.request<Data>>[0]) {
    const { pathname, search } = new URL(options.uri)
    options.uri = `${this.#base}${pathname}${search}`
    return super.request<Data>(options)
  }
}

function create() {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_REGION, TWILIO_EDGE, TWILIO_API_URL } = environment()
  return twilio(TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, {
    region: TWILIO_REGION,
    edge: TWILIO_EDGE,
    timeout: timeoutMs,
    keepAlive: true,
    ...(TWILIO_API_URL ? { httpClient: new ElsewhereClient(TWILIO_API_URL) } : {}),
  })
}

let client: ReturnType<typeof create> | undefined

/** The provider's REST interface, one connection pool a process. */
export function provider() {
  client ??= create()
  return client
}

/** Codes of the provider's errors that are answers rather than failures (twilio.com/docs/api/errors). */
export const providerErrors = {
  /** No such resource; of a conference: it has ended. */
  notFound: 20404,
  /** The call is not in progress (any more, or yet). */
  notInProgress: 21220,
  /** A participant of that label is in the conference already. */
  labelInUse: 16026,
} as const

/** The provider's code of an error thrown by its helper; null for anything else, such as a lost connection. */
export function providerErrorCode(error: unknown): number | null {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === "number" ? code : null
}

/** Whether the provider refused the request itself, so that sending it again would not help. */
export function isRefused(error: unknown): boolean {
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === "number" && status >= 400 && status < 500 && status !== 429
}
