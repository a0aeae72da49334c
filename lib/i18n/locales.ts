export const locales = ["ja", "en"] as const

export type Locale = (typeof locales)[number]

/** The languages in their own words, for choosing one. */
export const localeNames: Record<Locale, string> = { ja: "日本語", en: "English" }

export const defaultLocale: Locale = "ja"

/** Whether `value` is one of {@link locales}. */
export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && (locales as readonly string[]).includes(value)
}

/**
 * The language to answer in: what the person chose, else the account's, else the first of the browser's languages
 * (an `Accept-Language` header, RFC 9110 12.5.4) that exists here, else Japanese.
 */
export function chooseLocale(from: {
  chosen: string | undefined
  account: string | undefined
  acceptLanguage: string | null
}): Locale {
  if (isLocale(from.chosen)) return from.chosen
  if (isLocale(from.account)) return from.account
  const wanted = (from.acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";")
      const quality = parameters.map((parameter) => parameter.trim()).find((text) => text.startsWith("q="))
      return { language: tag.split("-")[0]?.toLowerCase(), quality: quality ? Number(quality.slice(2)) : 1 }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return wanted.map(({ language }) => language).find(isLocale) ?? defaultLocale
}
