"use client"

import { useEffect, useState } from "react"
import {
  type AudioDevices,
  listAudioDevices,
  type MicrophoneChoice,
  noDevices,
} from "@/lib/softphone/devices/audio-devices"
import { meterStream } from "@/lib/softphone/devices/level-meter"
import {
  accessAfter,
  type MicrophoneAccess,
  microphoneAccess,
  openMicrophone,
  watchMicrophoneAccess,
} from "@/lib/softphone/devices/microphone"

/** How long, in ms, a microphone may show nothing before it is called silent. */
const silentAfter = 3000

export type MicrophoneCheck = {
  /** Undefined until it is known. */
  access: MicrophoneAccess | undefined
  devices: AudioDevices
  /** Lit bars while listening. */
  bars: number
  /** Something was heard lately; undefined while that is being found out. */
  isHeard: boolean | undefined
  /** Asks the person for the microphone. */
  ask(): Promise<void>
}

/** Follows access and devices; listens to the chosen microphone while `isListening` and allowed. */
export function useMicrophoneCheck({ microphone }: MicrophoneChoice, isListening: boolean): MicrophoneCheck {
  const [access, setAccess] = useState<MicrophoneAccess>()
  const [devices, setDevices] = useState<AudioDevices>(noDevices)
  const [bars, setBars] = useState(0)
  const [isHeard, setHeard] = useState<boolean>()

  useEffect(() => {
    const look = async () => {
      setAccess(await microphoneAccess())
      if (navigator.mediaDevices) setDevices(await listAudioDevices())
    }
    void look()
    return watchMicrophoneAccess(() => void look())
  }, [])

  useEffect(() => {
    if (!isListening || access !== "granted") return
    const ending = new AbortController()
    const whenEnded = (act: () => void) => ending.signal.addEventListener("abort", act)
    const listen = async () => {
      const stream = await openMicrophone({ microphone })
      const stop = () => stream.getTracks().forEach((track) => void track.stop())
      if (ending.signal.aborted) return stop()
      whenEnded(stop)
      let heardAt = performance.now()
      whenEnded(
        meterStream(stream, (next) => {
          setBars(next)
          if (next > 0) heardAt = performance.now()
          setHeard((before) => {
            if (next > 0) return true
            return performance.now() - heardAt > silentAfter ? false : before
          })
        }),
      )
    }
    listen().catch((error: unknown) => setAccess(accessAfter(error)))
    return () => {
      ending.abort()
      setBars(0)
      setHeard(undefined)
    }
  }, [isListening, access, microphone])

  async function ask() {
    try {
      const stream = await openMicrophone({ microphone })
      for (const track of stream.getTracks()) track.stop()
      setAccess("granted")
      setDevices(await listAudioDevices())
    } catch (error) {
      setAccess(accessAfter(error))
    }
  }

  return { access, devices, bars, isHeard, ask }
}
