/** What a caller's number means for us (product.md A5, A6). */
export type Caller =
  | { kind: "domestic"; number: string }
  | { kind: "withheld" }
  | { kind: "overseas"; number: string }

// The words stand alone, as the user of a SIP address, or behind a plus; carriers also spell them on a keypad.
const withheldWords = ["anonymous", "restricted", "unavailable", "private", "unknown"]
const withheldDigits = new Set([
  "266696687", // ANONYMOUS
  "7378742833", // RESTRICTED
  "86282452253", // UNAVAILABLE
  "2562533", // BLOCKED
  "8656696", // UNKNOWN
])

/**
 * Classifies the caller's number as a provider gives it (E.164, words, or digits that spell a word). Withheld comes
 * first, because the digit forms look like foreign numbers (A6 before A5). What is no number at all counts as withheld.
 */
export function classifyCaller(from: string | null | undefined): Caller {
  const text = (from ?? "").trim().toLowerCase()
  const user = text.replace(/^sips?:/, "").replace(/@.*$/, "")
  const bare = user.replace(/^\+/, "")
  if (withheldWords.includes(bare) || withheldDigits.has(bare)) return { kind: "withheld" }
  const number = toE164(user)
  if (number === null) return { kind: "withheld" }
  return number.startsWith("+81") ? { kind: "domestic", number } : { kind: "overseas", number }
}

/** `text` as E.164 when it is one (plus, no leading zero, 7 to 15 digits; ITU-T E.164), else null. */
export function toE164(text: string): string | null {
  const compact = text.replace(/[\s().-]/g, "")
  return /^\+[1-9][0-9]{6,14}$/.test(compact) ? compact : null
}
