"use client"

import { useTranslations } from "next-intl"
import { formatPhone } from "@/lib/i18n/phone-number"
import type { Other } from "@/lib/softphone/conversation"

/** How somebody who was brought in is called: a colleague by name, a telephone by its number. */
export function useOtherName(): (other: Pick<Other, "kind" | "name">) => string {
  const t = useTranslations("transfer")
  return ({ kind, name }) => {
    if (name === null) return t("unknownNumber")
    return kind === "outside" ? formatPhone(name) : t("person", { name })
  }
}
