"use client"

import { useTranslations } from "next-intl"
import { formatPhone } from "@/lib/i18n/phone-number"
import type { CallFacts } from "@/lib/phone/schema"

/** How a caller is called in a line: name, else number, else that it is unknown. */
export function useCallerName(): (facts: CallFacts) => string {
  const t = useTranslations("common")
  return ({ contactName, customerNumber }) => {
    if (contactName !== null) return t("honorific", { name: contactName })
    return customerNumber === null ? t("unknownCustomer") : formatPhone(customerNumber)
  }
}
