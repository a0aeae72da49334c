"use client"

import { useTranslations } from "next-intl"
import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import type { DialProblem, NotReady } from "./use-dialling"

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "0", "-"]

/** Digits for whoever dials by mouse or finger; typing goes into the field. */
export function DialPad({ onPress }: { onPress: (key: string) => void }) {
  const t = useTranslations("dial")
  return (
    <fieldset className="grid grid-cols-3 gap-1.5 max-wide:hidden">
      <legend className="sr-only">{t("keypad")}</legend>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          onClick={() => onPress(key)}
          className="min-h-12 rounded-md bg-surface-3 text-20 font-semibold tabular-nums hover:bg-line-2"
        >
          {t("key", { key })}
        </button>
      ))}
    </fieldset>
  )
}

/** Why nothing is dialled, in words. */
export function Why({ problem }: { problem: DialProblem }) {
  const t = useTranslations("dial.refusals")
  const errors = useTranslations("errors")
  return <span>{"reason" in problem ? t(problem.reason) : errors(problem.code)}</span>
}

type NoteProps = { phone: PhoneContextValue; why: NotReady | null; onClose: () => void }

/** What keeps this page from calling, or else what may be called. */
export function NotReadyNote({ phone, why, onClose }: NoteProps) {
  const t = useTranslations("dial")
  return (
    <div role="status" className="prose-ja min-w-40 flex-1 text-12 text-ink-2">
      <p>{why === null ? t("hint") : t(`notReady.${why}`)}</p>
      {why === "signed_out" && (
        <button
          type="button"
          onClick={() => {
            onClose()
            phone.setSignInOpen(true)
          }}
          className="text-accent-ink hover:underline"
        >
          {t("signIn")}
        </button>
      )}
    </div>
  )
}
