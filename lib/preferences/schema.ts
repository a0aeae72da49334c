import { z } from "zod"
import { locales } from "@/lib/i18n/locales"

export const themes = ["system", "light", "dark"] as const

export type Theme = (typeof themes)[number]

export const themeCookie = "theme"

export const languageChoice = z.enum(locales)
export const themeChoice = z.enum(themes)

/** The theme a cookie names; the device's when it names none. */
export function readTheme(value: string | undefined): Theme {
  return themeChoice.catch("system").parse(value)
}
