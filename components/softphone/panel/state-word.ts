"use client"

import { useTranslations } from "next-intl"
import type { Conversation } from "@/lib/softphone/conversation"
import type { SoftphoneView } from "@/lib/softphone/softphone-view"

/** The looks of the softphone; each has its own colour and shape. */
export type PhoneLook =
  | "idle"
  | "ringing"
  | "interrupted"
  | "dialling"
  | "talking"
  | "held"
  | "after_call"
  | "supervising"
  | "elsewhere"

export function lookOf({ phone: { stage } }: SoftphoneView): PhoneLook {
  switch (stage.name) {
    case "idle":
    case "offered":
      return "idle"
    // Answered already: the colour of talking, so that nobody presses twice.
    case "connecting":
      return "talking"
    // Nobody hears the customer now: it must not look like talking.
    case "talking":
      return stage.conversation?.hold.isOn && stage.conversation.others.length === 0 ? "held" : "talking"
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
        return t(stage.offer.purpose === "consult" ? "consulted" : "ringing")
      case "interrupted":
        return t("interrupted")
      case "connecting":
        return t("connecting")
      case "dialling":
        return t("dialling")
      case "talking":
        // What the person must know first: whether anybody hears them.
        if (stage.isLost) return t("reconnecting")
        return t(talkWord(stage.conversation))
      case "after_call":
        return t("afterCall")
      case "supervising":
        return t(stage.supervision.joinedAt === null ? "connecting" : stage.supervision.mode)
      case "elsewhere":
        return t(stage.conversation ? "elsewhereTalking" : "elsewhereRinging")
    }
  }
}

/** Who hears whom: the customer alone with music, beside a talk of others, or with them. */
export function talkWord(conversation: Conversation | null): "talking" | "held" | "consulting" | "threeWay" {
  if (!conversation) return "talking"
  const hasCompany = conversation.others.length > 0
  if (conversation.hold.isOn) return hasCompany ? "consulting" : "held"
  return hasCompany ? "threeWay" : "talking"
}
