"use client"

import { Bell, BellRing, Mic, Volume2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { type ReactNode, useState } from "react"
import { useSoftphoneView } from "@/components/softphone/dock/use-softphone-view"
import { Button } from "@/components/ui/button"
import { toast } from "@/components/ui/toast"
import {
  canChooseSpeaker,
  type DeviceChoice,
  type DeviceKind,
  keepDeviceChoice,
  readDeviceChoice,
} from "@/lib/softphone/devices/audio-devices"
import { missingOf, usableOf } from "@/lib/softphone/devices/device-use"
import { playTestSound } from "@/lib/softphone/page-signs"
import type { Softphone } from "@/lib/softphone/softphone"
import { DeviceSelect } from "./device-select"
import { MicrophoneHint, MicrophoneState } from "./microphone-state"
import { NotificationCheck } from "./notification-check"
import { useMicrophoneCheck } from "./use-microphone-check"
import { VoiceLoop } from "./voice-loop"

type Props = {
  softphone: Softphone | null
  /** Listen to the microphone only when asked, where this stands for hours. */
  isQuiet?: boolean
}

/** Microphone, speaker and notifications: chosen, tried and allowed before the first call. */
export function PhoneChecks({ softphone, isQuiet = false }: Props) {
  const t = useTranslations("phone.checks")
  const [choice, choose] = useDeviceChoice(softphone)
  const [isListening, setListening] = useState(!isQuiet)
  const check = useMicrophoneCheck(choice, isListening)
  const { microphones, speakers, usual } = check.devices
  const missing = missingOf(choice, check.devices)
  const usable = usableOf(choice, missing)
  const select = (kind: DeviceKind) => ({
    kind,
    devices: kind === "microphone" ? microphones : speakers,
    value: usable[kind],
    usual: usual[kind === "microphone" ? "microphone" : "speaker"],
    isMissing: missing.includes(kind),
    disabled: kind !== "microphone" && !canChooseSpeaker(),
    onChange: (id: string | null) => choose({ ...choice, [kind]: id }),
  })
  return (
    <div className="rounded-md border border-line-2">
      <Row icon={<Mic aria-hidden />}>
        <DeviceSelect {...select("microphone")} />
        <MicrophoneState
          check={check}
          isListening={isListening}
          onListen={isQuiet ? () => setListening(!isListening) : null}
          onAsked={() => void softphone?.lookAtMicrophone()}
        />
      </Row>
      <MicrophoneHint check={check} />
      {isListening && check.access === "granted" && (
        <div className="-mt-1 flex h-8 items-center px-2 pb-1">
          <VoiceLoop choice={usable} />
        </div>
      )}
      <Row icon={<Volume2 aria-hidden />}>
        <DeviceSelect {...select("speaker")} />
        <Button variant="quiet" size="small" onClick={() => playTestSound(usable.speaker, "voice")}>
          {t(isQuiet ? "testShort" : "testSpeaker")}
        </Button>
      </Row>
      <Row icon={<BellRing aria-hidden />}>
        <DeviceSelect {...select("ring")} />
        <Button
          variant="quiet"
          size="small"
          aria-label={t("testRing")}
          onClick={() => playTestSound(usable.ring ?? usable.speaker, "ring")}
        >
          {t(isQuiet ? "testShort" : "testSpeaker")}
        </Button>
      </Row>
      <Row icon={<Bell aria-hidden />}>
        <span className="min-w-0 flex-1 truncate">{t("notifications")}</span>
        <NotificationCheck />
      </Row>
    </div>
  )
}

function Row({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="flex h-10 items-center gap-2 border-t border-line pr-2 pl-3 first:border-t-0 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-3">
      {icon}
      {children}
    </div>
  )
}

/**
 * The microphone and speaker in use, and how to choose others; a running softphone takes them at once, and keeps what it had
 * where the browser refuses.
 */
function useDeviceChoice(softphone: Softphone | null): [DeviceChoice, (choice: DeviceChoice) => void] {
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
