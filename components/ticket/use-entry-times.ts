"use client"

import { useTimeZone, useTranslations } from "next-intl"
import { clock, clockWithSeconds, daysBetween, wallAt } from "@/lib/i18n/format"

/** Moments as a ticket writes them, in the account's time zone. `at` is ISO 8601 or ms, `now` is ms. */
export function useEntryTimes() {
  const t = useTranslations("common.time")
  const timeZone = useTimeZone() ?? "Asia/Tokyo"

  function day(at: number | string, now: number): string {
    const [then, today] = [wallAt(at, timeZone), wallAt(now, timeZone)]
    const days = daysBetween(then, today)
    if (days === 0) return t("today")
    if (days === 1) return t("yesterday")
    const { year, month, day } = then
    return year === today.year ? t("monthDay", { month, day }) : t("yearMonthDay", { year, month, day })
  }

  return {
    /** 「今日 9:15」, 「11月12日 14:05」. */
    full: (at: number | string, now: number) => `${day(at, now)} ${clock(wallAt(at, timeZone))}`,
    /** 9:15 */
    clock: (at: number | string) => clock(wallAt(at, timeZone)),
    /** 9:15:07 */
    exact: (at: number | string) => clockWithSeconds(wallAt(at, timeZone)),
  }
}
