import { UserPlus } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { formatPhone } from "@/lib/i18n/phone-number"

type UnknownCustomerProps = {
  /** Null when it could not be read. */
  number: string | null
  /** Begins a contact for the number; null where the person may not. */
  onAdd: (() => void) | null
}

/** A caller nobody has written down yet, and what writing them down is good for. */
export function UnknownCustomer({ number, onAdd }: UnknownCustomerProps) {
  const t = useTranslations("contact")
  return (
    <div className="flex flex-col items-start gap-1 pt-1 pb-3">
      <p className="text-16 font-semibold tabular-nums">{number ? formatPhone(number) : t("unreadable")}</p>
      {number && <p className="prose-ja text-ink-2">{t("unknown")}</p>}
      <p className="prose-ja text-12 text-ink-3">{t(number ? "unknownHint" : "unreadableHint")}</p>
      {number && onAdd && (
        <Button className="mt-2" onClick={onAdd}>
          <UserPlus aria-hidden />
          <span>{t("add")}</span>
        </Button>
      )}
    </div>
  )
}
