"use client"

import { useTranslations } from "next-intl"
import { EnvironmentLink } from "@/components/softphone/checks/environment-link"
import { PhoneChecks } from "@/components/softphone/checks/phone-checks"
import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import { Button } from "@/components/ui/button"
import type { SignedInPhone } from "@/lib/phone/schema"
import { ChangePassword } from "./change-password"
import { LeavingHint } from "./leaving-hint"
import { StatusChoice } from "./status-choice"
import { TeamPresence } from "./team-presence"

type Props = { phone: PhoneContextValue; state: SignedInPhone; close(): void }

/** Behind the header's status: change it, see who else is there, find the phone, sign out of it. */
export function StatusMenu({ phone, state, close }: Props) {
  const t = useTranslations("phone.status")
  const devices = useTranslations("phone.devices")
  const passwords = useTranslations("phone.changePassword")

  async function signOut() {
    close()
    const { signOutPhone } = await import("@/lib/phone/mutations")
    await signOutPhone(await phone.client()).catch(() => undefined)
    phone.readState()
  }

  return (
    <div className="flex flex-col gap-3">
      <StatusChoice phone={phone} state={state} />
      {state.status === "available" ? (
        <LeavingHint />
      ) : (
        <p className="prose-ja text-12 text-ink-2">{t("offlineHint")}</p>
      )}
      <TeamPresence phone={phone} />
      <details className="-mx-3 border-t border-line px-3 pt-2">
        <summary className="cursor-pointer text-12 text-ink-2">{devices("open")}</summary>
        <div className="flex flex-col gap-2 pt-2">
          <PhoneChecks softphone={phone.softphone} isQuiet />
          <EnvironmentLink onFollow={close} />
        </div>
      </details>
      {!phone.member.isSingleSignOn && (
        <details className="-mx-3 border-t border-line px-3 pt-2">
          <summary className="cursor-pointer text-12 text-ink-2">{passwords("open")}</summary>
          <div className="pt-2">
            <ChangePassword phone={phone} />
          </div>
        </details>
      )}
      <div className="-mx-3 -mb-1 flex justify-between border-t border-line px-2 pt-2">
        <Button variant="quiet" onClick={() => void signOut()}>
          {t("signOut")}
        </Button>
        {phone.isMinimised && (
          <Button
            variant="quiet"
            onClick={() => {
              phone.setMinimised(false)
              close()
            }}
          >
            {t("show")}
          </Button>
        )}
      </div>
    </div>
  )
}
