import type { Instant } from "./time.ts"

/** When a flow is open. Times are local, `HH:MM[:SS]`; `24:00` closes at midnight. Days are `YYYY-MM-DD`. */
export type BusinessHours = {
  timeZone: string
  /** Weekday 0 is Sunday. A weekday without an entry is a closed day (定休日). */
  opening: readonly { weekday: number; opens: string; closes: string }[]
  holidays: readonly string[]
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

/** Whether `hours` are open at `at` (A9): the opening minute counts as open, the closing one as closed. */
export function isOpen(hours: BusinessHours, at: Instant): boolean {
  const local = localTime(hours.timeZone, at)
  if (hours.holidays.includes(local.day)) return false
  return hours.opening.some(
    ({ weekday, opens, closes }) => weekday === local.weekday && opens <= local.time && local.time < closes,
  )
}

/** The wall clock of `timeZone` at `at`. */
function localTime(timeZone: string, at: Instant) {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(at))
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ""
  return {
    weekday: weekdays.indexOf(part("weekday")),
    day: `${part("year")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}:${part("second")}`,
  }
}
