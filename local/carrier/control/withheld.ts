import type { Withheld } from "./types.ts"

/** ANONYMOUS spelled on a keypad: how Twilio gives most withheld numbers. */
const ANONYMOUS_DIGITS = "+266696687"

/** What stands in `From` when the caller does not show a number. */
export function withheldNumber(withheld: Withheld): string {
  return typeof withheld === "string" ? withheld : ANONYMOUS_DIGITS
}
