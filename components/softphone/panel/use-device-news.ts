"use client"

import { useFormatter, useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import { toast } from "@/components/ui/toast"
import { type DeviceChoice, type DeviceKind, noDevices } from "@/lib/softphone/devices/audio-devices"
import { type DeviceUse, deviceNews, nameInUse } from "@/lib/softphone/devices/device-use"
import type { SoftphoneView } from "@/lib/softphone/softphone-view"

/** How a chosen device that is gone, or back, is spoken of. */
export function useDeviceWords() {
  const t = useTranslations("phone")
  const format = useFormatter()
  const listed = (names: string[]) => format.list([...new Set(names)], { type: "conjunction" })
  const kindsOf = (kinds: readonly DeviceKind[]) => listed(kinds.map((kind) => t(`checks.${kind}`)))
  return {
    gone(kinds: readonly DeviceKind[], choice: DeviceChoice, devices: DeviceUse): string {
      const names = kinds.map((kind) => nameInUse(kind, choice, devices))
      const known = names.filter((name) => name !== null)
      return known.length === names.length
        ? t("deviceNews.gone", { devices: kindsOf(kinds), inUse: listed(known) })
        : t("deviceNews.goneOnly", { devices: kindsOf(kinds) })
    },
    back: (kinds: readonly DeviceKind[]) => t("deviceNews.back", { devices: kindsOf(kinds) }),
  }
}

/** Says in passing, wherever the phone is folded to, that a chosen device went or came back; in the tab that is the phone. */
export function useDeviceNews({ choice, devices, isLeader }: SoftphoneView) {
  const words = useDeviceWords()
  const before = useRef(devices)
  const latest = useRef(words)
  useEffect(() => {
    latest.current = words
  })
  useEffect(() => {
    const known = before.current
    before.current = devices
    // What is missing from the start has not gone just now; the list of devices shows it.
    if (!isLeader || known.connected === noDevices) return
    const news = deviceNews(choice, known, devices)
    const kindsThat = (isBack: boolean) => news.filter((one) => one.isBack === isBack).map(({ kind }) => kind)
    const [gone, back] = [kindsThat(false), kindsThat(true)]
    if (gone.length > 0) toast.error(latest.current.gone(gone, choice, devices))
    if (back.length > 0) toast.success(latest.current.back(back))
  }, [choice, devices, isLeader])
}
