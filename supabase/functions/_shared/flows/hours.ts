import type { Instant } from "../calls/time.ts"
import type { Holiday, Opening } from "./schema.ts"

/** When a block `hours` is open, by the clock of a time zone (IANA name). */
export type Hours = { opening: readonly Opening[]; holidays: readonly Holiday[] }

/** What the clock on the wall says, in minutes since midnight. */
type Local = { day: string; weekday: number; minute: number }

/** Why a flow is closed: a holiday that has begun, by name, or the weekday's hours. */
export type Closed = { holiday: string } | "out_of_hours"

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
const minutesOfDay = 24 * 60
const dayMs = minutesOfDay * 60_000

/**
 * Whether `hours` are open at `at` by the clock of `timeZone` (A9): null, or why not. The opening minute is open, the closing
 * one closed. Hours that go on after midnight belong to the day they began on: its holiday closes them, and the next day's does not.
 */
export function closedAt(hours: Hours, timeZone: string, at: Instant): Closed | null {
  const today = localTime(timeZone, at)
  const yesterday = dayBefore(today)
  if (isWithin(hours, today) || isWithin(hours, yesterday)) return null
  const holiday = holidayOn(hours, today)
  return holiday ? { holiday: holiday.name } : "out_of_hours"
}

function isWithin(hours: Hours, { day, weekday, minute }: Local): boolean {
  if (holidayOn(hours, { day })) return false
  return hours.opening.some(
    (one) => one.weekday === weekday && minutesOf(one.opens) <= minute && minute < minutesOf(one.closes),
  )
}

function holidayOn({ holidays }: Hours, { day }: Pick<Local, "day">): Holiday | undefined {
  return holidays.find((one) => one.day === day)
}

function minutesOf(time: string): number {
  const [hour, minute] = time.split(":").map(Number)
  return (hour ?? 0) * 60 + (minute ?? 0)
}

/** The same moment, told from the midnight before: half past one is 25:30 of yesterday. */
function dayBefore({ day, weekday, minute }: Local): Local {
  // Days of the calendar are counted in UTC, where each has 24 hours.
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - dayMs).toISOString().slice(0, 10)
  return { day: before, weekday: (weekday + 6) % 7, minute: minute + minutesOfDay }
}

function localTime(timeZone: string, at: Instant): Local {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(at))
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ""
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    weekday: weekdays.indexOf(part("weekday")),
    minute: Number(part("hour")) * 60 + Number(part("minute")),
  }
}
