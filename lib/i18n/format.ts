/** A moment in a time zone, as numbers. */
export type Wall = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

const calendars = new Map<string, Intl.DateTimeFormat>()

function calendar(timeZone: string) {
  const known = calendars.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  })
  calendars.set(timeZone, made)
  return made
}

/** What calendar and clock of `timeZone` (IANA name) show at `at` (ms since 1970, or an ISO 8601 text). */
export function wallAt(at: number | string, timeZone: string): Wall {
  const parts = calendar(timeZone).formatToParts(new Date(at))
  const read = (type: keyof Wall) => Number(parts.find((part) => part.type === type)?.value)
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
    second: read("second"),
  }
}

const two = (value: number) => String(value).padStart(2, "0")

/** 9:05, 24 hours. */
export function clock({ hour, minute }: Wall): string {
  return `${hour}:${two(minute)}`
}

/** 9:05:07, 24 hours. */
export function clockWithSeconds(wall: Wall): string {
  return `${clock(wall)}:${two(wall.second)}`
}

/** Seconds as 4:32, from an hour on as 1:04:32; never negative, fractions fall away. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** Whole calendar days from `then` to `now`: 0 is the same day, 1 the day before. */
export function daysBetween(then: Wall, now: Wall): number {
  const day = (wall: Wall) => Date.UTC(wall.year, wall.month - 1, wall.day) / 86_400_000
  return day(now) - day(then)
}

/** How a moment is called in a list: its time today, then yesterday, then the day, then the day with its year. */
export type ListMoment =
  | { kind: "time"; text: string }
  | { kind: "yesterday" }
  | { kind: "day"; text: string }

/** The shortest name of `at` that is still clear at `now` (both ms or ISO 8601), in `timeZone`. */
export function listMoment(at: number | string, now: number, timeZone: string): ListMoment {
  const [then, today] = [wallAt(at, timeZone), wallAt(now, timeZone)]
  const days = daysBetween(then, today)
  if (days <= 0) return { kind: "time", text: clock(then) }
  if (days === 1) return { kind: "yesterday" }
  const day = `${then.month}/${then.day}`
  return { kind: "day", text: then.year === today.year ? day : `${then.year}/${day}` }
}

/** How long ago, as people say it while it is younger than a day. */
export type Ago =
  | { kind: "now" }
  | { kind: "minutes"; count: number }
  | { kind: "hours"; count: number }
  | { kind: "yesterday" }
  | { kind: "day"; month: number; day: number; year: number | null }

/** How long before `now` (ms) `at` was, by the calendar of `timeZone`; `year` only when it is another one. */
export function ago(at: number | string, now: number, timeZone: string): Ago {
  const [then, today] = [wallAt(at, timeZone), wallAt(now, timeZone)]
  const minutes = Math.floor((now - new Date(at).getTime()) / 60_000)
  if (minutes < 1) return { kind: "now" }
  if (minutes < 60) return { kind: "minutes", count: minutes }
  const days = daysBetween(then, today)
  if (days <= 0) return { kind: "hours", count: Math.floor(minutes / 60) }
  if (days === 1) return { kind: "yesterday" }
  return { kind: "day", month: then.month, day: then.day, year: then.year === today.year ? null : then.year }
}
