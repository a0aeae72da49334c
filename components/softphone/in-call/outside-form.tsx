"use client"

import { Phone } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { keyOf } from "@/components/ui/key-press"
import { formatPhone } from "@/lib/i18n/phone-number"
import { dialable } from "@/supabase/functions/_shared/calls/dialable"
import type { RequestRefusal } from "@/supabase/functions/_shared/calls/request-refusals"
import type { Asking } from "./use-call-request"

type Props = {
  contractNumber: string
  asking: Asking
  /** The number is not one that is dialled: said before anything is asked for. */
  onRefused(reason: RequestRefusal | null): void
}

/** A telephone to bring in (G1): a number as it is typed or pasted, and which of ours they see (G2). */
export function OutsideForm({ contractNumber, asking, onRefused }: Props) {
  const t = useTranslations("transfer")
  const [typed, setTyped] = useState("")
  function ask(how: "consult" | "transfer") {
    if (typed.trim() === "" || asking.isPending) return
    // What an owner has set of that number only the server knows; it decides once more.
    const read = dialable(typed, { number: contractNumber, mayCall0800: true })
    if (read.kind === "refused") return onRefused(read.reason)
    asking[how]({ typed })
  }
  const isIdle = typed.trim() === "" || asking.isPending
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-3 pt-1 pb-2">
      <div className="flex items-center gap-2">
        <span className="shrink-0 text-12 text-ink-2 tabular-nums">{t("country")}</span>
        <Input
          type="tel"
          inputMode="tel"
          autoComplete="off"
          aria-label={t("number")}
          value={typed}
          maxLength={256}
          onChange={(event) => {
            onRefused(null)
            setTyped(event.target.value)
          }}
          onKeyDown={(event) => {
            // The Enter that confirms a conversion belongs to the input method, and a held one to nobody.
            if (keyOf(event) !== "Enter" || event.repeat) return
            event.preventDefault()
            ask("consult")
          }}
          className="min-w-0 flex-1 tabular-nums"
        />
      </div>
      <Button variant="primary" className="w-full" aria-disabled={isIdle} onClick={() => ask("consult")}>
        <Phone aria-hidden />
        <span>{t("call")}</span>
      </Button>
      <p className="prose-ja text-12 text-ink-2">
        {t("outsideHint", { number: formatPhone(contractNumber) })}
      </p>
      <Button variant="quiet" size="small" aria-disabled={isIdle} onClick={() => ask("transfer")}>
        {t("handOver")}
      </Button>
    </div>
  )
}
