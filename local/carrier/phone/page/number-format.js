/** Domestic digits or E.164 as E.164; null for anything else. */
export function toE164(text) {
  const digits = text.replace(/[\s\-()]/g, "")
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits
  return /^0\d{8,10}$/.test(digits) ? `+81${digits.slice(1)}` : null
}

/** A Japanese number as it is dialled at home; others as they are. */
export function toDomestic(e164) {
  return e164.startsWith("+81") ? `0${e164.slice(3)}` : e164
}
