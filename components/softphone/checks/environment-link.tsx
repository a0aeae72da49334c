"use client"

import Link from "next/link"
import { useTranslations } from "next-intl"

/** To the cautions and the recommended environment, one click from the phone (A13). */
export function EnvironmentLink({ onFollow }: { onFollow?: () => void }) {
  const t = useTranslations("phone.checks")
  return (
    <Link
      href="/phone-environment"
      prefetch={false}
      onClick={() => onFollow?.()}
      className="self-start text-12 text-ink-2 underline underline-offset-3 hover:text-ink"
    >
      {t("environment")}
    </Link>
  )
}
