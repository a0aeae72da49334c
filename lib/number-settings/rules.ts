/** As the table `phone_numbers` has it. */
export const longestDays = 3650

/**
 * How many days recordings are kept, as typed, full width too: null without limit (nothing typed), undefined for what is no
 * number of days from 1 to {@link longestDays}.
 */
export function readDays(typed: string): number | null | undefined {
  const digits = typed.normalize("NFKC").trim()
  if (digits === "") return null
  const days = /^\d{1,4}$/.test(digits) ? Number(digits) : 0
  return days >= 1 && days <= longestDays ? days : undefined
}
