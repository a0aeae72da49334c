import { z } from "zod"

/** A moment as ISO 8601 in UTC with milliseconds, as `Date.toISOString` writes it; such texts sort by time. */
export type Instant = string

/** Reads any timestamp Postgres prints as an {@link Instant}. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text): Instant => new Date(text).toISOString())

/** `at` moved by `milliseconds`, which may be negative. */
export function plus(at: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(at) + milliseconds).toISOString()
}

/** Milliseconds from `from` to `to`; negative when `to` is earlier. */
export function millisecondsBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from)
}
