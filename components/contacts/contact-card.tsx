import { useTranslations } from "next-intl"
import { CallNumber } from "@/components/dialling/call-number"
import type { DialStart } from "@/components/dialling/dial-context"
import { Avatar } from "@/components/ui/avatar"
import type { Contact } from "@/lib/contacts/schema"

/** A known customer, whose numbers can be called; `from` is where the call would start. */
export function ContactCard({ contact, from }: { contact: Contact; from: DialStart }) {
  const t = useTranslations("contact")
  const beside = [contact.kana, contact.company].filter(Boolean).join("・")
  return (
    <>
      <div className="flex items-center gap-3 pt-1 pb-3">
        <Avatar name={contact.name} size="large" />
        <div className="min-w-0">
          <p className="text-16 font-semibold">{contact.name}</p>
          {beside && <p className="text-12 text-ink-2">{beside}</p>}
        </div>
      </div>
      <dl>
        {contact.phones.map((phone) => (
          <Row key={phone.id} name={phone.label || t("phone")}>
            <CallNumber {...from} number={phone.number} />
          </Row>
        ))}
        {contact.emails.map((email) => (
          <Row key={email.id} name={email.label || t("email")}>
            <a
              href={`mailto:${encodeURIComponent(email.email)}`}
              title={email.email}
              className="block truncate text-accent-ink hover:underline"
            >
              {email.email}
            </a>
          </Row>
        ))}
        <Row name={t("customerCode")}>{contact.customerCode}</Row>
        <Row name={t("address")}>{contact.address}</Row>
        <Row name={t("note")}>
          {contact.note && <span className="prose-ja whitespace-pre-wrap">{contact.note}</span>}
        </Row>
      </dl>
    </>
  )
}

/** A fact of a contact; one that is not known takes no room. */
function Row({ name, children }: { name: string; children: React.ReactNode }) {
  if (!children) return null
  return (
    <div className="flex min-h-7 gap-2 py-1">
      <dt className="w-17 shrink-0 text-12 [:lang(en)_&]:w-22 leading-5 text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}
