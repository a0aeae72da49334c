import { expect, test } from "vitest"
import { withPublicHolidays } from "./public-holidays.ts"

/** As the package tells them, of which the days around 2026's Golden Week, out of order. */
const table = {
  "2026-05-06": { name: "憲法記念日 振替休日", name_en: "Constitution Memorial Day (substitute)" },
  "2026-04-29": { name: "昭和の日", name_en: "Showa Day" },
  "2026-05-03": { name: "憲法記念日", name_en: "Constitution Memorial Day" },
  "2026-05-04": { name: "みどりの日", name_en: "Greenery Day" },
  "2026-05-05": { name: "こどもの日", name_en: "Children's Day" },
}

test("[A9] the public holidays from a day on are dated, in order and in the account's language", () => {
  const from = { from: "2026-05-03", most: 1000 }
  expect(withPublicHolidays([], table, { ...from, language: "ja" })).toEqual([
    { day: "2026-05-03", name: "憲法記念日" },
    { day: "2026-05-04", name: "みどりの日" },
    { day: "2026-05-05", name: "こどもの日" },
    { day: "2026-05-06", name: "憲法記念日 振替休日" },
  ])
  expect(withPublicHolidays([], table, { ...from, language: "en" })[1]?.name).toBe("Greenery Day")
})

test("[A9] days an owner has dated are kept under their own name, and there is room for them", () => {
  const own = [
    { day: "2026-12-29", name: "年末休業" },
    { day: "2026-05-04", name: "創立記念日" },
  ]
  expect(withPublicHolidays(own, table, { from: "2026-04-29", language: "ja", most: 4 })).toEqual([
    { day: "2026-04-29", name: "昭和の日" },
    { day: "2026-05-03", name: "憲法記念日" },
    { day: "2026-05-04", name: "創立記念日" },
    { day: "2026-12-29", name: "年末休業" },
  ])
})
