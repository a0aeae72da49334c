"use client"

import { Phone } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { IconButton } from "@/components/ui/icon-button"
import { Input } from "@/components/ui/input"
import { keyOf } from "@/components/ui/key-press"
import { useDial } from "./dial-context"

/**
 * The phone's own field: a number and Enter call it at once, from the inbox one is in; with nothing in it the button opens the dial
 * window, which also holds a number that is refused.
 */
export function QuickDial() {
  const t = useTranslations("dial")
  const dial = useDial()
  const [typed, setTyped] = useState("")
  if (!dial) return null
  function call() {
    dial?.(typed.trim() === "" ? {} : { number: typed, atOnce: true })
    setTyped("")
  }
  return (
    <div className="flex gap-2 border-t border-line p-3">
      <Input
        type="tel"
        inputMode="tel"
        autoComplete="off"
        aria-label={t("number")}
        placeholder={t("number")}
        value={typed}
        maxLength={256}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          // The Enter that confirms a conversion belongs to the input method.
          if (keyOf(event) !== "Enter" || event.repeat) return
          event.preventDefault()
          call()
        }}
        className="h-10 flex-1 tabular-nums"
      />
      <IconButton
        label={t("title")}
        size="large"
        side="top"
        onClick={call}
        className="bg-accent text-on-accent hover:bg-accent-hover hover:text-on-accent"
      >
        <Phone aria-hidden />
      </IconButton>
    </div>
  )
}
