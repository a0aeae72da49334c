"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { toast } from "@/components/ui/toast"
import { type DeviceChoice, keepDeviceChoice, readDeviceChoice } from "@/lib/softphone/audio-devices"
import type { Softphone } from "@/lib/softphone/softphone"

/** The chosen microphone and speaker, and how to choose others; a running softphone takes them at once. */
export function useDeviceChoice(softphone: Softphone | null): [DeviceChoice, (choice: DeviceChoice) => void] {
  const t = useTranslations("phone.checks")
  const [choice, setChoice] = useState(readDeviceChoice)
  function choose(next: DeviceChoice) {
    setChoice(next)
    if (softphone) softphone.choose(next).catch(() => toast.error(t("deviceFailed")))
    else keepDeviceChoice(next)
  }
  return [choice, choose]
}
