"use client"

import { useTranslations } from "next-intl"
import { formatPhone } from "@/lib/i18n/phone-number"

type Customer = { contactName: string | null; customerNumber: string | null }

/** What to call a customer: the contact's name, else the number as people write it, else that it is unknown. */
export function useCustomerName() {
  const t = useTranslations("common")
  return ({ contactName, customerNumber }: Customer) =>
    contactName ?? (customerNumber ? formatPhone(customerNumber) : t("unknownCustomer"))
}
