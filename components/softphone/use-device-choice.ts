"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { toast } from "@/components/ui/toast"
import { type DeviceChoice, keepDeviceChoice, readDeviceChoice } from "@/lib/softphone/audio-devices"
import type { Softphone } from "@/lib/softphone/softphone"
import { useSoftphoneView } from "./use-softphone-view"

/**
 * The microphone and speaker in use, and how to choose others; a running softphone takes them at once, and keeps what it had
 * where the browser refuses.
 */
export function useDeviceChoice(softphone: Softphone | null): [DeviceChoice, (choice: DeviceChoice) => void] {
  const t = useTranslations("phone.checks")
  const view = useSoftphoneView(softphone)
  const [kept, setKept] = useState(readDeviceChoice)
  async function choose(next: DeviceChoice) {
    setKept(next)
    if (!softphone) return keepDeviceChoice(next)
    const refused = await softphone.choose(next)
    if (refused.length > 0) toast.error(t("deviceFailed"))
  }
  return [view?.choice ?? kept, (next) => void choose(next)]
}
