"use client"

import { Bell, Mic, Volume2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { type ReactNode, useState } from "react"
import { useSoftphoneView } from "@/components/softphone/dock/use-softphone-view"
import { Button } from "@/components/ui/button"
import { toast } from "@/components/ui/toast"
import {
  canChooseSpeaker,
  type DeviceChoice,
  keepDeviceChoice,
  readDeviceChoice,
} from "@/lib/softphone/devices/audio-devices"
import { playTestSound } from "@/lib/softphone/page-signs"
import type { Softphone } from "@/lib/softphone/softphone"
import { DeviceSelect } from "./device-select"
import { LevelBars } from "./level-bars"
import { NotificationCheck } from "./notification-check"
import { type MicrophoneCheck, useMicrophoneCheck } from "./use-microphone-check"

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
  const { microphones, speakers } = check.devices
  return (
    <div className="rounded-md border border-line-2">
      <Row icon={<Mic aria-hidden />}>
        <DeviceSelect
          kind="microphone"
          devices={microphones}
          value={choice.microphone}
          onChange={(microphone) => choose({ ...choice, microphone })}
        />
        <MicrophoneState
          check={check}
          isListening={isListening}
          onListen={isQuiet ? () => setListening(!isListening) : null}
          onAsked={() => void softphone?.lookAtMicrophone()}
        />
      </Row>
      <MicrophoneHint check={check} />
      <Row icon={<Volume2 aria-hidden />}>
        <DeviceSelect
          kind="speaker"
          devices={speakers}
          value={choice.speaker}
          disabled={!canChooseSpeaker()}
          onChange={(speaker) => choose({ ...choice, speaker })}
        />
        <Button variant="quiet" size="small" onClick={() => playTestSound(choice.speaker)}>
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

type MicrophoneStateProps = {
  check: MicrophoneCheck
  isListening: boolean
  /** Null where listening is always on. */
  onListen: (() => void) | null
  onAsked(): void
}

function MicrophoneState({ check, isListening, onListen, onAsked }: MicrophoneStateProps) {
  const t = useTranslations("phone.checks")
  if (check.access === undefined) return null
  if (check.access === "prompt") {
    return (
      <Button size="small" onClick={() => void check.ask().then(onAsked)}>
        {t("allow")}
      </Button>
    )
  }
  if (check.access !== "granted") {
    return <span className="pr-1 text-12 font-semibold text-alert-ink">{t(check.access)}</span>
  }
  if (!isListening) {
    return (
      <Button variant="quiet" size="small" onClick={() => onListen?.()}>
        {t("check")}
      </Button>
    )
  }
  const word = check.isHeard === undefined ? "speak" : check.isHeard ? "good" : "silent"
  const tone = { speak: "text-ink-2", good: "text-ok-ink", silent: "text-wait-ink" }[word]
  return (
    <span className="flex shrink-0 items-center gap-2 pr-1">
      <LevelBars bars={check.bars} />
      <span role="status" className={`text-12 ${word === "speak" ? "" : "font-semibold"} ${tone}`}>
        {t(word)}
      </span>
    </span>
  )
}

function MicrophoneHint({ check }: { check: MicrophoneCheck }) {
  const t = useTranslations("phone.checks")
  if (check.access === undefined || check.access === "granted") return null
  const hint = { denied: "deniedHint", missing: "missingHint", prompt: "notAskedHint" } as const
  return <p className="prose-ja px-3 pb-2 text-12 text-ink-2">{t(hint[check.access])}</p>
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
