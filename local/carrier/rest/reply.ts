/** What a REST request is answered with. */
export interface Reply {
  status: number
  body: unknown
}

/** A file instead of JSON. */
export class FileReply {
  readonly contentType: string
  readonly data: Buffer
  /** After so many bytes the connection breaks, whatever was said of the length. */
  readonly breaksAfter: number | null

  constructor(contentType: string, data: Buffer, breaksAfter: number | null = null) {
    this.contentType = contentType
    this.data = data
    this.breaksAfter = breaksAfter
  }
}

/** A refused request, with Twilio's code. */
export class RestError extends Error {
  override name = "RestError"
  readonly status: number
  readonly code: number

  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Twilio's answer to a path or SID that does not exist. */
export function notFound(path: string): RestError {
  return new RestError(404, 20404, `The requested resource ${path} was not found`)
}

/** The carrier's answer to what it does not do, naming it. */
export function notImplemented(what: string): RestError {
  return new RestError(501, 20501, `Not implemented by the local carrier: ${what}`)
}

/** Twilio's JSON for an error. */
export function errorBody(status: number, code: number, message: string): unknown {
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }
}
