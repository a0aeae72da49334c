"use client"

import { useTimeZone, useTranslations } from "next-intl"
import { ago, clock, listMoment, wallAt } from "./format"

/** Moments as texts in the person's language and the account's time zone. `at` is ms or ISO 8601, `now` is ms. */
export function useMoments() {
  const t = useTranslations("common.time")
  const timeZone = useTimeZone() ?? "Asia/Tokyo"
  return {
    /** 9:05 */
    clock: (at: number | string) => clock(wallAt(at, timeZone)),
    /** 9:05 today, then 「昨日」, then 11/23. */
    inList: (at: number | string, now: number) => {
      const moment = listMoment(at, now, timeZone)
      return moment.kind === "yesterday" ? t("yesterday") : moment.text
    },
    /** 「20分前」, 「昨日」, 「11月3日」. */
    ago: (at: number | string, now: number) => {
      const past = ago(at, now, timeZone)
      switch (past.kind) {
        case "now":
          return t("now")
        case "minutes":
          return t("minutesAgo", { count: past.count })
        case "hours":
          return t("hoursAgo", { count: past.count })
        case "yesterday":
          return t("yesterday")
        case "day": {
          const { year, month, day } = past
          return year === null ? t("monthDay", { month, day }) : t("yearMonthDay", { year, month, day })
        }
      }
    },
  }
}
