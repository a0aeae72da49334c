"use client"

import { PhoneOutgoing } from "lucide-react"
import { useTranslations } from "next-intl"
import { useNamed } from "@/components/session/contact-names"
import { Avatar } from "@/components/ui/avatar"
import type { Dialled } from "@/lib/dialling/schema"
import { formatPhone } from "@/lib/i18n/phone-number"
import { useMoments } from "@/lib/i18n/use-moments"
import { useNow } from "@/lib/i18n/use-now"

const contactsOf = ({ contactId }: Dialled) => [contactId]

/** The numbers the agent has called last; one of them fills the field. */
export function RecentNumbers({ calls, onChoose }: { calls: Dialled[]; onChoose: (number: string) => void }) {
  const t = useTranslations("dial")
  const moments = useMoments()
  const now = useNow(60_000)
  const named = useNamed(calls, contactsOf)
  if (named.length === 0) return null
  return (
    <section aria-label={t("recent")}>
      <h3 className="mb-1 text-12 text-ink-3">{t("recent")}</h3>
      <ul className="-mx-2">
        {named.map(({ number, at, contactName }) => (
          <li key={number}>
            <button
              type="button"
              onClick={() => onChoose(number)}
              className="flex h-8 w-full items-center gap-2 rounded-sm px-2 text-left hover:bg-surface-3"
            >
              <PhoneOutgoing aria-hidden className="size-4 shrink-0 text-ink-3" />
              <span className="min-w-0 flex-1 truncate tabular-nums">
                {[contactName, formatPhone(number)].filter(Boolean).join("・")}
              </span>
              <time dateTime={at} className="shrink-0 text-12 text-ink-3">
                {moments.ago(at, now)}
              </time>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

type CalleeProps = { number: string; name: string | null; company: string | null }

/** Who has the number that is typed. */
export function Callee({ number, name, company }: CalleeProps) {
  const t = useTranslations("common")
  return (
    <div role="status" className="flex min-h-10 items-center gap-3">
      {name && <Avatar name={name} size="large" />}
      <div className="min-w-0">
        <p className="truncate font-semibold">{name ?? t("notInContacts")}</p>
        <p className="truncate text-12 text-ink-2 tabular-nums">
          {[company, formatPhone(number)].filter(Boolean).join("・")}
        </p>
      </div>
    </div>
  )
}
