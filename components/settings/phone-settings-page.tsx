"use client"

import { useTranslations } from "next-intl"
import { type ReactNode, useState } from "react"
import { Switch } from "@/components/ui/switch"
import { setAccount } from "@/lib/phone-settings/mutations"
import type { PhoneSettings } from "@/lib/phone-settings/queries"
import { AfterCallTimes } from "./after-call-times"
import { OfflineReasons } from "./offline-reasons"
import { PhoneUsers } from "./phone-users"
import { useSaving } from "./use-saving"

type Props = { accountId: string; settings: PhoneSettings }

/** What an account's owner sets about the phone: signing in, status, after-call work, and the people who use it (A1). */
export function PhoneSettingsPage({ accountId, settings }: Props) {
  const t = useTranslations("settings.phone")
  return (
    <div className="flex min-w-0 grow flex-col overflow-y-auto bg-surface">
      <header className="flex h-11 shrink-0 items-center border-b px-4">
        <h1 className="text-14 font-semibold">{t("title")}</h1>
      </header>
      <div className="w-full max-w-[840px] px-4 pb-24">
        <Section title={t("signIn.title")}>
          <SingleSignOn accountId={accountId} isOn={settings.isSingleSignOn} />
          <PhoneUsers users={settings.users} />
        </Section>
        <Section title={t("status.title")}>
          <GoesOffline accountId={accountId} isOn={settings.goesOfflineUnanswered} />
          <OfflineReasons accountId={accountId} reasons={settings.reasons} />
        </Section>
        <Section title={t("afterCall.title")} hint={t("afterCall.hint")}>
          <AfterCallTimes queues={settings.queues} />
        </Section>
      </div>
    </div>
  )
}

function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-b py-6 last:border-b-0 wide:grid-cols-[176px_1fr]">
      <div>
        <h2 className="font-semibold">{title}</h2>
        {hint && <p className="prose-ja text-12 text-ink-3">{hint}</p>}
      </div>
      <div className="flex min-w-0 flex-col gap-6">{children}</div>
    </section>
  )
}

type SwitchProps = { accountId: string; isOn: boolean }

function SingleSignOn({ accountId, isOn }: SwitchProps) {
  const t = useTranslations("settings.phone.signIn")
  const [shown, set] = useSetting(isOn, accountId, (on) => ({ is_phone_single_sign_on: on }))
  return <Switch label={t("single")} hint={t("singleHint")} checked={shown} onCheckedChange={set} />
}

function GoesOffline({ accountId, isOn }: SwitchProps) {
  const t = useTranslations("settings.phone.status")
  const [shown, set] = useSetting(isOn, accountId, (on) => ({ goes_offline_unanswered: on }))
  return <Switch label={t("unanswered")} hint={t("unansweredHint")} checked={shown} onCheckedChange={set} />
}

type Setting = Parameters<typeof setAccount>[2]

/** A switch's state, saved at once and back to what it was where that fails; one change at a time. */
function useSetting(
  kept: boolean,
  accountId: string,
  setting: (isOn: boolean) => Setting,
): [boolean, (isOn: boolean) => void] {
  const [shown, show] = useState(kept)
  const { save, isSaving } = useSaving()
  async function set(isOn: boolean) {
    if (isSaving) return
    show(isOn)
    if (!(await save((client) => setAccount(client, accountId, setting(isOn))))) show(!isOn)
  }
  return [shown, (isOn) => void set(isOn)]
}
