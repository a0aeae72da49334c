/** A webhook that got no usable answer, with Twilio's code for it. */
export class WebhookError extends Error {
  override name = "WebhookError"
  readonly code: number
  readonly url: string

  constructor(code: number, url: string, message: string) {
    super(message)
    this.code = code
    this.url = url
  }
}

/** Twilio's error dictionary: retrieval failure, connection failure, too many redirects, malformed URL, body too large. */
export const HTTP_RETRIEVAL_FAILURE = 11200
export const HTTP_CONNECTION_FAILURE = 11205
export const TOO_MANY_REDIRECTS = 11215
export const INVALID_URL = 11100
export const BODY_TOO_LARGE = 11750
