import { randomBytes } from "node:crypto"

/** The resource a SID names: application, call, conference, recording. */
type SidPrefix = "AP" | "CA" | "CF" | "RE"

/** A fresh SID in Twilio's form: two letters and 32 lower-case hexadecimal digits. */
export function makeSid(prefix: SidPrefix): string {
  return prefix + randomBytes(16).toString("hex")
}

/** Whether `value` has the form of a SID of that kind. */
export function isSid(prefix: SidPrefix, value: string): boolean {
  return value.startsWith(prefix) && /^[0-9a-f]{32}$/.test(value.slice(2))
}
