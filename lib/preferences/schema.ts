import { z } from "zod"
import { locales } from "@/lib/i18n/locales"
import { themes } from "./rules"

export const languageChoice = z.enum(locales)
export const themeChoice = z.enum(themes)
