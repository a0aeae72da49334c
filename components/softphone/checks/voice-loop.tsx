"use client"

import { Ear } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"
import { Button } from "@/components/ui/button"
import { toast } from "@/components/ui/toast"
import type { DeviceChoice } from "@/lib/softphone/devices/audio-devices"
import { hearYourself, type LoopState } from "@/lib/softphone/devices/voice-loop"

/** Speak for three seconds and hear it back: microphone and speaker tried in one go, before a customer does. */
export function VoiceLoop({ choice }: { choice: DeviceChoice }) {
  const t = useTranslations("phone.checks")
  const [state, setState] = useState<LoopState>("idle")
  const leaving = useRef<AbortController>(null)
  useEffect(() => {
    leaving.current = new AbortController()
    return () => leaving.current?.abort()
  }, [])

  function begin() {
    const { signal } = leaving.current ?? new AbortController()
    const show = (next: LoopState) => !signal.aborted && setState(next)
    void hearYourself(choice, show, signal).catch(() => toast.error(t("deviceFailed")))
  }

  return (
    <span className="flex items-center gap-2">
      <Button
        variant="quiet"
        size="small"
        aria-disabled={state !== "idle"}
        onClick={() => state === "idle" && begin()}
      >
        <Ear aria-hidden />
        <span>{t("hearYourself")}</span>
      </Button>
      <span role="status" className="text-12 font-semibold text-ink-2">
        {state === "idle" ? null : (
          <span>{t(state === "recording" ? "recordingVoice" : "playingVoice")}</span>
        )}
      </span>
    </span>
  )
}
