"use client"

import { useEffect, useRef, useState } from "react"
import { usePublicConfig } from "@/components/session/config-provider"
import { now } from "@/lib/clock/page-clock"
import { canChooseSpeaker, readDeviceChoice } from "@/lib/softphone/devices/audio-devices"
import { askForMicrophone } from "@/lib/softphone/devices/microphone"
import { phoneApi } from "@/lib/softphone/phone-api"
import type { BrowserFacts, Findings } from "@/lib/softphone/preflight/verdicts"
import type { Softphone } from "@/lib/softphone/softphone"

function browserFacts(): BrowserFacts {
  return {
    isSecure: window.isSecureContext,
    hasWebRtc: typeof RTCPeerConnection === "function",
    hasMicrophones: typeof navigator.mediaDevices?.getUserMedia === "function",
    canChooseSpeaker: canChooseSpeaker(),
  }
}

/** Runs the preflight: browser at once, the microphone when the person allows it, then a call through the provider. */
export function usePreflight(softphone: Softphone | null) {
  const { signalUrl, edge } = usePublicConfig()
  const [findings, setFindings] = useState<Findings | null>(null)
  const [isRunning, setRunning] = useState(false)
  const [at, setAt] = useState<number | null>(null)
  const leaving = useRef<AbortController>(null)
  useEffect(() => {
    leaving.current = new AbortController()
    return () => leaving.current?.abort()
  }, [])

  async function run() {
    const { signal } = leaving.current ?? new AbortController()
    const learn = (more: Partial<Findings>) =>
      !signal.aborted && setFindings((before) => (before ? { ...before, ...more } : before))
    setRunning(true)
    setFindings({ browser: browserFacts(), microphone: null, call: null, isHeard: null })
    const choice = readDeviceChoice()
    const microphone = await askForMicrophone(choice)
    learn({ microphone })
    void softphone?.lookAtMicrophone()
    const { placeTestCall } = await import("@/lib/softphone/preflight/test-call")
    const call = await placeTestCall({
      signalUrl,
      edge,
      microphone: choice.microphone,
      token: () => phoneApi.token(),
      signal,
    })
    learn({ call })
    if (signal.aborted) return
    setAt(now())
    setRunning(false)
  }

  return {
    findings,
    isRunning,
    /** When it last ended, in ms since 1970. */
    at,
    run: () => void run(),
    setHeard: (isHeard: boolean) => setFindings((before) => before && { ...before, isHeard }),
  }
}
