"use client"

import { Boundary, type Failure, useRetry } from "@/components/ui/boundary"
import type { SignedInPhone } from "@/lib/phone/schema"
import type { Softphone } from "@/lib/softphone/softphone"
import { PhoneBar } from "./phone-bar"
import type { PhoneContextValue } from "./phone-context"
import { PhonePanel } from "./phone-panel"
import type { PhoneViewProps } from "./phone-view"
import { PlainPhone } from "./plain-phone"
import { RingAnnouncer } from "./ring-announcer"
import { usePhoneShortcuts } from "./use-phone-shortcuts"
import { usePlacement } from "./use-placement"
import { useSoftphone } from "./use-softphone"
import { useSoftphoneView } from "./use-softphone-view"

type Props = { phone: PhoneContextValue; state: SignedInPhone & { readAt: number } }

/** The running softphone and its keys. It draws nothing itself, so that nothing that is drawn can end a call. */
export function SoftphoneDock({ phone, state }: Props) {
  const softphone = useSoftphone(phone, state)
  const view = useSoftphoneView(softphone)
  usePhoneShortcuts(softphone, view?.phone.stage.name ?? "idle")
  if (!softphone || !view) return null
  return (
    <Boundary fallback={(failure) => <FailedPhone softphone={softphone} failure={failure} />}>
      <ShownPhone phone={phone} state={state} softphone={softphone} view={view} />
    </Boundary>
  )
}

/** Its panel, or its bar where the page needs the room, and its words for screen readers. */
function ShownPhone(shared: PhoneViewProps) {
  const { phone, view } = shared
  const placement = usePlacement(phone, view.phone.stage.name)
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

function FailedPhone({ softphone, failure }: { softphone: Softphone; failure: Failure }) {
  useRetry(failure)
  return <PlainPhone softphone={softphone} onRetry={failure.retry} />
}
