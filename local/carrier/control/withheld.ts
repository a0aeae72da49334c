import type { Withheld } from "./types.ts"

/** Twilio gives withheld numbers as digits that spell the reason on a keypad. */
const DIGITS: Record<string, string> = {
  ANONYMOUS: "+266696687",
  RESTRICTED: "+7378742833",
  UNAVAILABLE: "+86282452253",
}

/** What stands in `From` when the caller does not show a number. */
export function withheldNumber(withheld: Withheld): string {
  return DIGITS[withheld === true || withheld === false ? "ANONYMOUS" : withheld] ?? "+266696687"
}
