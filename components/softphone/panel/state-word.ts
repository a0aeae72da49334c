"use client"

import { useTranslations } from "next-intl"
import type { SoftphoneView } from "@/lib/softphone/softphone-view"

/** The looks of the softphone; each has its own colour and shape. */
export type PhoneLook = "idle" | "ringing" | "dialling" | "talking" | "after_call" | "elsewhere"

export function lookOf({ phone: { stage } }: SoftphoneView): PhoneLook {
  switch (stage.name) {
    case "idle":
    case "offered":
      return "idle"
    // Answered already: the colour of talking, so that nobody presses twice.
    case "connecting":
      return "talking"
    default:
      return stage.name
  }
}

/** The state in words, as it stands in the panel and in its accessible name. */
export function useStateWord(): (view: SoftphoneView) => string {
  const t = useTranslations("phone.states")
  return ({ isLeader, phone: { stage, device } }) => {
    switch (stage.name) {
      case "idle":
      case "offered":
        if (!isLeader) return t("otherTab")
        return device === "registered" ? t("idle") : t("registering")
      case "ringing":
        return t("ringing")
      case "connecting":
        return t("connecting")
      case "dialling":
        return t("dialling")
      case "talking":
        // What the person must know first: whether anybody hears them.
        if (stage.isLost) return t("reconnecting")
        return stage.isHeld ? t("held") : t("talking")
      case "after_call":
        return t("afterCall")
      case "elsewhere":
        return stage.isRinging ? t("elsewhereRinging") : t("elsewhereTalking")
    }
  }
}
