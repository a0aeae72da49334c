"use client"

import type { SignedInPhone } from "@/lib/phone/schema"
import { PhoneBar } from "./phone-bar"
import type { PhoneContextValue } from "./phone-context"
import { PhonePanel } from "./phone-panel"
import { RingAnnouncer } from "./ring-announcer"
import { usePhoneShortcuts } from "./use-phone-shortcuts"
import { usePlacement } from "./use-placement"
import { useSoftphone } from "./use-softphone"
import { useSoftphoneView } from "./use-softphone-view"

type Props = { phone: PhoneContextValue; state: SignedInPhone & { readAt: number } }

/** The running softphone: its panel, or its bar where the page needs the room, and its words for screen readers. */
export function SoftphoneDock({ phone, state }: Props) {
  const softphone = useSoftphone(phone, state)
  const view = useSoftphoneView(softphone)
  const stage = view?.phone.stage.name ?? "idle"
  const placement = usePlacement(phone, stage)
  usePhoneShortcuts(softphone, stage)
  if (!softphone || !view) return null
  const shared = { phone, state, softphone, view }
  return (
    <>
      <RingAnnouncer view={view} />
      {placement.hasBar && (
        <PhoneBar {...shared} isExpanded={placement.hasPanel} onToggle={placement.toggle} />
      )}
      {placement.hasPanel && (
        <PhonePanel {...shared} isAboveBar={placement.hasBar} onMinimise={placement.minimise} />
      )}
    </>
  )
}
