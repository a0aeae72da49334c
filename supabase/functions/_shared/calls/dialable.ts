import { readNumber, withoutUnseen } from "./numbers.ts"

/** Why a number is not dialled (product.md A5, A7, A8, A14); each is said in words of its own. */
export const numberRefusals = [
  "unreadable_number",
  "overseas",
  "emergency_number",
  "directory_enquiries",
  "talking_clock",
  "disaster_message_board",
  "weather_forecast",
  "special_number",
  "navi_dial",
  "paid_information",
  "caller_id_prefix",
  "toll_free_from_050",
  "own_number",
  "extension",
] as const
type NumberRefusal = (typeof numberRefusals)[number]

/** Why a call is not begun: the number's fault, or the caller's. */
export const dialRefusals = [
  ...numberRefusals,
  "not_allowed",
  "no_inbox_role",
  "blocked_number",
  "already_in_a_call",
  "too_many_calls",
] as const
export type DialRefusal = (typeof dialRefusals)[number]

/** The contract number that is shown to whoever is called. */
export type ShownNumber = { number: string; mayCall0800: boolean }

export type Dialable = { kind: "number"; number: string } | { kind: "refused"; reason: NumberRefusal }

// Three-digit services and prefixes of Japan's numbering plan (soumu.go.jp, 電気通信番号計画).
const services: Record<string, NumberRefusal> = {
  "104": "directory_enquiries",
  "110": "emergency_number",
  "117": "talking_clock",
  "118": "emergency_number",
  "119": "emergency_number",
  "171": "disaster_message_board",
  "177": "weather_forecast",
  "184": "caller_id_prefix",
  "186": "caller_id_prefix",
}

/**
 * What typed or pasted text dials from `shown`: a number in E.164, or why it is refused, before anything is dialled. A number
 * of the account itself (`ownNumbers`, E.164) and a few digits are colleagues, who are called inside a call alone (A8).
 */
export function dialable(typed: string, shown: ShownNumber, ownNumbers: readonly string[] = []): Dialable {
  const refusal = specialOf(typed)
  if (refusal) return refused(refusal)
  const number = readNumber(typed)
  if (number === null) return refused("unreadable_number")
  if (!number.startsWith("+81")) return refused("overseas")
  // E.164 allows shorter ones; Japan's plan has nine digits, or ten.
  if (!/^\+81[1-9][0-9]{8,9}$/.test(number)) return refused("unreadable_number")
  if (number.startsWith("+81570")) return refused("navi_dial")
  if (number.startsWith("+81990")) return refused("paid_information")
  if (shown.number.startsWith("+8150") && isTollFree(number, shown)) return refused("toll_free_from_050")
  if (number === shown.number || ownNumbers.includes(number)) return refused("own_number")
  return { kind: "number", number }
}

function refused(reason: NumberRefusal): Dialable {
  return { kind: "refused", reason }
}

function isTollFree(number: string, { mayCall0800 }: ShownNumber): boolean {
  return number.startsWith("+81120") || (number.startsWith("+81800") && !mayCall0800)
}

/** Short numbers and prefixes, however they are separated, with or without Japan's code before them. */
function specialOf(typed: string): NumberRefusal | null {
  const dialled = withoutUnseen(typed).replace(/[^\d+]/g, "")
  const digits = dialled.replace(/^(?:\+|00|010)81(?=1\d{2}$|18[46]0)/, "")
  if (/^18[46]0[1-9]/.test(digits)) return "caller_id_prefix"
  const service = services[digits]
  if (service) return service
  if (/^1\d{2}$/.test(digits)) return "special_number"
  // A zero begins a number that is not written to its end.
  return /^[1-9]\d{0,4}$/.test(digits) ? "extension" : null
}
