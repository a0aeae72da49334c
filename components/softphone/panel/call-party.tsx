"use client"

import { useTranslations } from "next-intl"
import { formatPhone } from "@/lib/i18n/phone-number"
import type { CallFacts } from "@/lib/phone/schema"

/** Who is on the other end, readable from two metres: the number large, name and company below. */
export function CallParty({ facts }: { facts: CallFacts }) {
  const t = useTranslations("common")
  const { customerNumber, contactName, company } = facts
  return (
    <>
      <p className="mt-1 truncate text-24 font-semibold tracking-[-0.02em] tabular-nums">
        {customerNumber === null ? t("unknownCustomer") : formatPhone(customerNumber)}
      </p>
      <p className="flex items-baseline gap-1.5 whitespace-nowrap">
        <span className={contactName === null ? "truncate" : "truncate font-semibold"}>
          {contactName === null ? t("notInContacts") : t("honorific", { name: contactName })}
        </span>
        <span className="truncate text-12">{company}</span>
      </p>
    </>
  )
}
