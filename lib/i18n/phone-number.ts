import { japaneseFormats } from "./phone-formats"

/**
 * A stored number (E.164) as people in Japan write it: +81312345678 becomes 03-1234-5678. A foreign one, or one no
 * rule fits, stays as it is.
 */
export function formatPhone(number: string): string {
  if (!number.startsWith("+81")) return number
  const digits = number.slice(3)
  const format = japaneseFormats.find(({ leading, groups }) => leading.test(digits) && groups.test(digits))
  return format ? `0${digits.replace(format.groups, "$1-$2-$3")}` : number
}
