"use client"

import dynamic from "next/dynamic"
import { useTranslations } from "next-intl"
import { usePhone } from "@/components/softphone/own-phone/phone-context"
import { Preflight } from "./preflight"

// What devices there are, and which were chosen, only the browser knows.
const PhoneChecks = dynamic(
  async () => (await import("@/components/softphone/checks/phone-checks")).PhoneChecks,
  { ssr: false },
)

const cautions = ["reload", "away", "emergency", "abroad", "tabs", "sleep"] as const
const needs = ["browser", "headset", "machine", "line", "signalling", "media", "vpn"] as const

/** The page of A13: is this machine fit for calls, what does it need, and what to mind while using the phone. */
export function Environment() {
  const t = useTranslations("environment")
  const phone = usePhone()
  return (
    <div className="grow overflow-y-auto bg-surface" data-slot="environment">
      <div className="mx-auto flex max-w-200 flex-col gap-8 px-6 py-6 max-desk:px-4 max-desk:pb-24">
        <header>
          <h1 className="text-20 font-semibold">{t("title")}</h1>
          <p className="prose-ja mt-1 text-ink-2">{t("description")}</p>
        </header>
        <Preflight softphone={phone?.softphone ?? null} />
        <Section title={t("devices.title")}>
          <p className="prose-ja mb-3 text-ink-2">{t("devices.description")}</p>
          <div className="max-w-120">
            <PhoneChecks softphone={phone?.softphone ?? null} isQuiet />
          </div>
        </Section>
        <Section title={t("needs.title")}>
          <dl className="rounded-md border border-line-2">
            {needs.map((need) => (
              <div
                key={need}
                className="grid grid-cols-[9rem_1fr] gap-x-4 border-t border-line px-3 py-2 first:border-t-0 max-desk:grid-cols-1"
              >
                <dt className="font-semibold">{t(`needs.${need}.name`)}</dt>
                <dd className="prose-ja text-ink-2">{t(`needs.${need}.words`)}</dd>
              </div>
            ))}
          </dl>
        </Section>
        <Section title={t("cautions.title")}>
          <ul className="flex list-disc flex-col gap-1.5 pl-5 marker:text-ink-3">
            {cautions.map((caution) => (
              <li key={caution} className="prose-ja">
                {t(`cautions.${caution}`)}
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </div>
  )
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 text-16 font-semibold">{title}</h2>
      {children}
    </section>
  )
}
