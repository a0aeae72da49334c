import type { CallOutcome, CallReason, Direction } from "@/supabase/functions/_shared/calls/facts"
import { readNumber } from "@/supabase/functions/_shared/calls/numbers"
import { callOutcomes, callReasons, directions } from "@/supabase/functions/_shared/calls/outcomes"
import type { CallRow } from "./schema"

/** Which days a list of calls is of: today, the last 7 or 30 days with today, or those that were chosen. */
export const periods = ["today", "week", "month", "days"] as const
export type Period = (typeof periods)[number]

/** What is asked of the call log, as the address says it; null asks for nothing. `from` and `until` are days (2026-11-25), `number` is as typed. */
export type CallFilters = {
  period: Period
  from: string | null
  until: string | null
  inbox: string | null
  direction: Direction | null
  outcome: CallOutcome | null
  reason: CallReason | null
  member: string | null
  number: string | null
}

export const noFilters: CallFilters = {
  period: "week",
  from: null,
  until: null,
  inbox: null,
  direction: null,
  outcome: null,
  reason: null,
  member: null,
  number: null,
}

type Given = Record<string, string | string[] | undefined>

/** The filters of an address. What is none of the values there are asks for nothing. */
export function readFilters(given: Given): CallFilters {
  const one = (name: string) => {
    const value = given[name]
    return (typeof value === "string" ? value : value?.[0])?.trim() || null
  }
  const from = day(one("from"))
  const until = day(one("until"))
  return {
    period:
      from !== null || until !== null ? "days" : (oneOf(["today", "week", "month"], one("period")) ?? "week"),
    from,
    until,
    inbox: id(one("inbox")),
    direction: oneOf(directions, one("direction")),
    outcome: oneOf(callOutcomes, one("outcome")),
    reason: oneOf(callReasons, one("reason")),
    member: id(one("member")),
    number: one("number")?.slice(0, 64) ?? null,
  }
}

/** The call log with these filters, as an address; the usual ones are left out. */
export function callsPath(filters: CallFilters, callId?: string): string {
  const { period, ...rest } = filters
  const query = new URLSearchParams()
  if (period !== "days" && period !== noFilters.period) query.set("period", period)
  for (const [name, value] of Object.entries(rest)) if (value !== null) query.set(name, value)
  const text = query.toString()
  return `/calls${callId === undefined ? "" : `/${callId}`}${text && `?${text}`}`
}

/** Whether anything but the period is asked for. */
export function isFiltered(filters: CallFilters): boolean {
  return callsPath({ ...filters, period: "week", from: null, until: null }) !== callsPath(noFilters)
}

/** What the database is asked: days of the account's calendar, both included, and the number in E.164. */
export type AskedCalls = Omit<CallFilters, "period"> & { from: string }

/** The filters as the database is asked on the day `today` (2026-11-25); null where what was typed is no number. */
export function askedOf(filters: CallFilters, today: string): AskedCalls | null {
  const { period, number: typed, from, until, ...rest } = filters
  const number = typed === null ? null : readNumber(typed)
  if (typed !== null && number === null) return null
  if (period === "days") return { ...rest, number, from: from ?? "1970-01-01", until }
  return { ...rest, number, from: daysBefore(today, { today: 0, week: 6, month: 29 }[period]), until: null }
}

function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10)
}

/** Where a call stands in the list. */
export function placeOfCall({ startedAt, id }: Pick<CallRow, "startedAt" | "id">) {
  return { at: startedAt, id }
}

type Times = Pick<CallRow, "startedAt" | "answeredAt" | "endedAt">

/** Seconds from the beginning until somebody talked, or until the end when nobody did; null while that is open. */
export function waitedSeconds({ startedAt, answeredAt, endedAt }: Times): number | null {
  return secondsBetween(startedAt, answeredAt ?? endedAt)
}

/** Seconds of the conversation; null when there was none, and while it lasts. */
export function talkedSeconds({ answeredAt, endedAt }: Times): number | null {
  return answeredAt === null ? null : secondsBetween(answeredAt, endedAt)
}

/** Seconds from one moment to another (ISO 8601), never negative; null without the later. */
export function secondsBetween(from: string, to: string | null): number | null {
  return to === null ? null : Math.max(0, Date.parse(to) - Date.parse(from)) / 1000
}

function oneOf<Value extends string>(values: readonly Value[], text: string | null): Value | null {
  return values.find((value) => value === text) ?? null
}

function id(text: string | null): string | null {
  return text !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null
}

/** A day of the calendar; 2026-02-30 is none. */
function day(text: string | null): string | null {
  if (text === null || !/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return null
  const read = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text) ? text : null
}
