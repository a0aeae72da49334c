"use client"

import { useCallback, useEffect, useRef, useState } from "react"
import { isOver, positionAt, type Span, startFrom, timeAt } from "@/lib/recordings/playing/span"

/** What is being played on this page; starting another recording pauses it. */
let sounding: HTMLAudioElement | null = null

/** A part that goes on to the end of the file but for this much, in s, ends with it. */
const endMargin = 0.1

type Playback = { isPlaying: boolean; isFailed: boolean; position: number; rate: number }

/**
 * Playback of a part of one `<audio>` (give it `audio` as ref): state in seconds of that part, and what can be done with it.
 * Nothing is loaded before somebody plays.
 */
export function useAudio({ from, until }: Span) {
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
    const here = () => ({ position: positionAt({ from, until }, element.currentTime) })
    on("timeupdate", () => {
      // The browser tells four times a second at least: what follows in the file is somebody else's talk.
      if (
        !element.paused &&
        element.duration > until + endMargin &&
        isOver({ from, until }, element.currentTime)
      )
        element.pause()
      return here()
    })
    on("seeking", here)
    on("ratechange", () => ({ rate: element.playbackRate }))
    return () => {
      listen.abort()
      element.pause()
      if (sounding === element) sounding = null
    }
  }, [note, from, until])

  const toggle = useCallback(() => {
    const element = audio.current
    if (!element) return
    if (!element.paused) return element.pause()
    if (sounding !== element) sounding?.pause()
    sounding = element
    // After a failure the element keeps its error until it loads anew.
    if (element.error) element.load()
    const start = startFrom({ from, until }, element.currentTime)
    if (start !== element.currentTime) element.currentTime = start
    element.play().catch((error: unknown) => {
      // Paused again before it began: nobody has to be told.
      if (!(error instanceof DOMException && error.name === "AbortError")) note({ isFailed: true })
    })
  }, [note, from, until])

  const seek = useCallback(
    (to: number) => {
      const element = audio.current
      if (!element) return
      const time = timeAt({ from, until }, to)
      element.currentTime = time
      note({ position: positionAt({ from, until }, time) })
    },
    [note, from, until],
  )

  const setRate = useCallback((rate: number) => {
    if (!audio.current) return
    // Both: the default comes back whenever the element loads.
    audio.current.defaultPlaybackRate = rate
    audio.current.playbackRate = rate
  }, [])

  return { audio, ...playback, toggle, seek, setRate }
}
