"use client"

import { useCallback, useEffect, useRef, useState } from "react"

/** What is being played on this page; starting another recording pauses it. */
let sounding: HTMLAudioElement | null = null

type Playback = { isPlaying: boolean; isFailed: boolean; position: number; rate: number }

/**
 * Playback of one `<audio>` (give it `audio` as ref): state in seconds, and what can be done with it. Nothing is
 * loaded before somebody plays.
 */
export function useAudio(duration: number) {
  const audio = useRef<HTMLAudioElement>(null)
  const [playback, setPlayback] = useState<Playback>({
    isPlaying: false,
    isFailed: false,
    position: 0,
    rate: 1,
  })
  const note = useCallback((change: Partial<Playback>) => setPlayback((now) => ({ ...now, ...change })), [])

  useEffect(() => {
    const element = audio.current
    if (!element) return
    const listen = new AbortController()
    const on = (event: string, change: () => Partial<Playback>) =>
      element.addEventListener(event, () => note(change()), listen)
    on("play", () => ({ isPlaying: true, isFailed: false }))
    on("pause", () => ({ isPlaying: false }))
    on("ended", () => ({ isPlaying: false }))
    on("error", () => ({ isPlaying: false, isFailed: true }))
    on("timeupdate", () => ({ position: element.currentTime }))
    on("seeking", () => ({ position: element.currentTime }))
    on("ratechange", () => ({ rate: element.playbackRate }))
    return () => {
      listen.abort()
      element.pause()
      if (sounding === element) sounding = null
    }
  }, [note])

  const toggle = useCallback(() => {
    const element = audio.current
    if (!element) return
    if (!element.paused) return element.pause()
    if (sounding !== element) sounding?.pause()
    sounding = element
    // After a failure the element keeps its error until it loads anew.
    if (element.error) element.load()
    element.play().catch((error: unknown) => {
      // Paused again before it began: nobody has to be told.
      if (!(error instanceof DOMException && error.name === "AbortError")) note({ isFailed: true })
    })
  }, [note])

  const seek = useCallback(
    (to: number) => {
      const element = audio.current
      if (!element) return
      const position = Math.min(Math.max(0, to), duration)
      element.currentTime = position
      note({ position })
    },
    [duration, note],
  )

  const setRate = useCallback((rate: number) => {
    if (!audio.current) return
    // Both: the default comes back whenever the element loads.
    audio.current.defaultPlaybackRate = rate
    audio.current.playbackRate = rate
  }, [])

  return { audio, ...playback, toggle, seek, setRate }
}
