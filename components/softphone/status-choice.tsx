"use client"

import { useTranslations } from "next-intl"
import { useId } from "react"
import { Segmented } from "@/components/ui/segmented"
import { StatusShape } from "@/components/ui/status-shape"
import { isOfflineReason, offlineReasons } from "@/lib/phone/rules"
import type { SignedInPhone } from "@/lib/phone/schema"
import type { PhoneContextValue } from "./phone-context"
import { useAgentStatus } from "./use-agent-status"

/** 「受付中」 or 「オフライン」, and why when offline (B6, B8). */
export function StatusChoice({ phone, state }: { phone: PhoneContextValue; state: SignedInPhone }) {
  const t = useTranslations("phone.status")
  // One group each: the header's menu and the panel may both be open.
  const reasons = useId()
  const { chosen, choose } = useAgentStatus(phone)
  const { status, reason: statusReason } = chosen ?? { status: state.status, reason: state.statusReason }
  const isOwnWords = statusReason !== null && !isOfflineReason(statusReason)
  return (
    <div className="flex flex-col gap-2">
      <Segmented
        label={t("label")}
        value={status}
        onValueChange={(next) => choose(next)}
        className="flex [&>label]:h-7"
        options={(["available", "offline"] as const).map((value) => ({
          value,
          label: (
            <>
              <StatusShape shape={value} className="size-3.5" />
              <span>{t(value)}</span>
            </>
          ),
        }))}
      />
      {status === "offline" && (
        <fieldset className="flex flex-wrap gap-1">
          <legend className="sr-only">{t("reason")}</legend>
          {[null, ...offlineReasons, ...(isOwnWords ? [statusReason] : [])].map((reason) => (
            <label
              key={reason ?? ""}
              className="relative inline-flex h-7 cursor-pointer items-center rounded-md border border-line-2 px-2 text-12 has-checked:border-accent-line has-checked:bg-accent-soft has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-(--focus)"
            >
              <input
                type="radio"
                name={reasons}
                checked={reason === statusReason}
                onChange={() => choose("offline", reason)}
                className="absolute inset-0 cursor-[inherit] opacity-0"
              />
              <span>
                {reason === null ? t("noReason") : isOfflineReason(reason) ? t(`reasons.${reason}`) : reason}
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  )
}
