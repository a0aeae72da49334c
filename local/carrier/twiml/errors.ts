/** TwiML that cannot be obeyed, with Twilio's code for it. */
export class TwimlError extends Error {
  override name = "TwimlError"
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** Twilio's error dictionary. */
export const DOCUMENT_PARSE_FAILURE = 12100
export const SCHEMA_WARNING = 12200
export const INVALID_CONTENT_TYPE = 12300
export const WAIT_VERB_NOT_ALLOWED = 13238
export const PLAY_INVALID_CONTENT = 12300
export const INVALID_LABEL_BY_TWIML = 16023
export const LABEL_IN_USE_BY_TWIML = 16025
export const INVALID_COACH = 13240
export const CONFERENCE_FULL = 16020
export const INVALID_CALLER_ID = 13214
export const INVALID_NUMBER = 13224

/** TwiML that only the real Twilio obeys. */
export function notHere(name: string): TwimlError {
  return new TwimlError(SCHEMA_WARNING, `501 Not implemented by the local carrier: TwiML <${name}>`)
}
