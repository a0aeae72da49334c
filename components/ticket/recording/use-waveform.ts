"use client"

import { useQuery } from "@tanstack/react-query"
import { type RefObject, useEffect, useState } from "react"
import { waveformQuery } from "@/lib/recordings/keys"

/** Stretches a recording is measured in; as many bars as the widest player has. */
const stretches = 400

/** Recordings up to this length, in ms, are drawn as soon as they are seen; longer ones once they are played. */
const drawnAtSight = 5 * 60_000

/** The peaks of a recording, measured in this browser; null as long as they are not known, and where they cannot be. */
export function useWaveform(
  recording: { id: string; durationMs: number | null },
  { isSeen, isPlayed }: { isSeen: boolean; isPlayed: boolean },
): number[] | null {
  const isShort = (recording.durationMs ?? 0) <= drawnAtSight
  const { data } = useQuery({
    queryKey: waveformQuery(recording.id),
    queryFn: async ({ signal }) => {
      const [{ measurePeaks }, answer] = await Promise.all([
        import("@/lib/recordings/waveform/peaks"),
        fetch(`/api/recordings/${recording.id}/audio`, { signal }),
      ])
      return answer.ok && answer.body ? measurePeaks(answer.body, stretches) : null
    },
    enabled: isPlayed || (isSeen && isShort),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return data ?? null
}

/** Whether the element has been in sight. */
export function useSeen(element: RefObject<Element | null>): boolean {
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    if (isSeen || !element.current) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true)
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [isSeen, element])
  return isSeen
}

/** The element's width in whole px, 0 before it is known. */
export function useWidth(element: RefObject<Element | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return width
}
