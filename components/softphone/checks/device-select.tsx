"use client"

import { ChevronDown } from "lucide-react"
import { useTranslations } from "next-intl"
import type { AudioDevice, DeviceKind } from "@/lib/softphone/devices/audio-devices"

type Props = {
  kind: DeviceKind
  devices: readonly AudioDevice[]
  /** Null is the system's own choice; so is one that is not connected now. */
  value: string | null
  /** Name of what the system's own choice is; null where the browser does not say. */
  usual: string | null
  /** The chosen one is not connected; something else is in use until it is. */
  isMissing: boolean
  /** Where this browser has only the system's own. */
  disabled?: boolean
  onChange(id: string | null): void
}

/** Which microphone or speaker, in a row; it shows what is in use. */
export function DeviceSelect({ kind, devices, value, usual, isMissing, disabled, onChange }: Props) {
  const t = useTranslations("phone.checks")
  const named = devices.filter((device) => device.label !== "")
  const isThere = named.some((device) => device.id === value)
  return (
    <span className="relative flex min-w-0 flex-1 items-center">
      <select
        aria-label={t(kind)}
        value={isThere && value !== null ? value : ""}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value || null)}
        className="h-7 w-full appearance-none truncate rounded-sm bg-transparent pr-5 hover:bg-surface-3"
      >
        <option value="">
          {kind === "ring" || usual === null ? t(`usual.${kind}`) : t(`usualNamed.${kind}`, { name: usual })}
        </option>
        {named.map((device) => (
          <option key={device.id} value={device.id}>
            {device.label}
          </option>
        ))}
        {isMissing && (
          <option value="missing" disabled>
            {t("notConnected")}
          </option>
        )}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute right-1 size-3.5 text-ink-3" />
    </span>
  )
}
