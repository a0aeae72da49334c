/** Domestic digits or E.164 as E.164; null for anything else. */
export function toE164(text) {
  const digits = text.replace(/[\s\-()]/g, "")
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits
  return /^0\d{8,10}$/.test(digits) ? `+81${digits.slice(1)}` : null
}

/** Groups of the national digits where the first of them say it: freephone, mobile and 050, Tokyo and Osaka. */
const GROUPS = [/^(0120|0800)(\d{3})(\d{3,4})$/, /^(0[5789]0)(\d{4})(\d{4})$/, /^(0[36])(\d{4})(\d{4})$/]

/** A Japanese number as people write it at home, without hyphens where area codes differ in length; others as they are. */
export function toDomestic(e164) {
  if (!e164.startsWith("+81")) return e164
  const digits = `0${e164.slice(3)}`
  const groups = GROUPS.find((each) => each.test(digits))
  return groups ? digits.replace(groups, "$1-$2-$3") : digits
}
