"use server"

import { cookies } from "next/headers"
import { isServedOverTls } from "@/lib/env"
import type { Locale } from "@/lib/i18n/locales"
import { localeCookie, themeCookie } from "./keys"
import type { Theme } from "./rules"
import { languageChoice, themeChoice } from "./schema"

const year = 365 * 24 * 60 * 60
const kept = () => ({ maxAge: year, sameSite: "lax" as const, httpOnly: true, secure: isServedOverTls() })

/** Keeps the language chosen in this browser. Needs no sign-in: it is offered on the sign-in page too. */
export async function chooseLanguage(locale: Locale): Promise<void> {
  const jar = await cookies()
  jar.set(localeCookie, languageChoice.parse(locale), kept())
}

/** Keeps the theme chosen in this browser. */
export async function chooseTheme(theme: Theme): Promise<void> {
  const jar = await cookies()
  jar.set(themeCookie, themeChoice.parse(theme), kept())
}
