"use client"

import { X } from "lucide-react"
import { useTranslations } from "next-intl"
import { type KeyboardEvent, useEffect, useRef, useState } from "react"
import { IconButton } from "@/components/ui/icon-button"
import { keyOf } from "@/components/ui/key-press"
import type { Softphone } from "@/lib/softphone/softphone"

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"]

/** The keypad into the call: by mouse, or by typing while it has the focus. */
export function Keypad({ softphone, onClose }: { softphone: Softphone; onClose(): void }) {
  const t = useTranslations("phone.talking")
  const pad = useRef<HTMLFieldSetElement>(null)
  const [sent, setSent] = useState("")

  useEffect(() => pad.current?.focus(), [])

  function press(key: string) {
    softphone.press(key)
    setSent((before) => (before + key).slice(-20))
  }

  function onKeyDown(event: KeyboardEvent) {
    const key = keyOf(event)
    if (key === "Escape") onClose()
    else if (key !== null && keys.includes(key) && !event.ctrlKey && !event.metaKey && !event.altKey)
      press(key)
    else return
    event.preventDefault()
  }

  return (
    <fieldset
      ref={pad}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="flex min-h-0 flex-1 flex-col px-3 pt-1 pb-3 focus:outline-none"
    >
      <legend className="sr-only">{t("keypad")}</legend>
      <div className="flex h-7 shrink-0 items-center">
        <output aria-label={t("sent")} className="min-w-0 flex-1 truncate font-semibold tabular-nums">
          {sent}
        </output>
        <IconButton label={t("closeKeypad")} size="small" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      <div className="grid flex-1 grid-cols-3 gap-1.5">
        {keys.map((key) => (
          <button
            key={key}
            type="button"
            onClick={() => press(key)}
            className="min-h-6 rounded-md bg-surface-3 text-14 font-semibold tabular-nums hover:bg-line-2"
          >
            {t("key", { key })}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
