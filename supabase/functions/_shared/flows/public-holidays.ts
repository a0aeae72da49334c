import type { Holiday } from "./schema.ts"

/** Japan's public holidays by day, as `@holiday-jp/holiday_jp` publishes them in its `holidays`. */
export type PublicHolidayTable = Readonly<Record<string, { name: string; name_en: string }>>

/**
 * The public holidays of `table` from `from` on (`YYYY-MM-DD`, included), in order, with those an owner has dated already: their
 * own name for a day is kept. As many as `most`: the nearest.
 */
export function withPublicHolidays(
  own: readonly Holiday[],
  table: PublicHolidayTable,
  { from, language, most }: { from: string; language: "ja" | "en"; most: number },
): Holiday[] {
  const dated = new Set(own.map(({ day }) => day))
  const added = Object.entries(table)
    .filter(([day]) => day >= from && !dated.has(day))
    .map(([day, { name, name_en }]) => ({ day, name: language === "ja" ? name : name_en }))
    .toSorted(byDay)
    .slice(0, Math.max(0, most - own.length))
  return [...own, ...added].toSorted(byDay)
}

function byDay(a: Holiday, b: Holiday): number {
  return a.day < b.day ? -1 : 1
}
