import type { RingPlayer, RingSigns } from "./ringer"

/**
 * The ring of `public/sounds`, on the chosen speaker where the browser can choose. Where the browser plays nothing
 * before a click or a key, `play` rejects and the first of them makes it sound after all.
 */
export function ringPlayer(speaker: () => string | null): RingPlayer {
  let audio: HTMLAudioElement | null = null
  let waiting = new AbortController()
  /** The ring that is to be heard; a stop comes also while the browser is still getting ready. */
  let ring = new AbortController()
  const soundLater = () => {
    waiting = new AbortController()
    for (const gesture of ["pointerdown", "keydown"] as const) {
      window.addEventListener(gesture, () => void audio?.play().catch(() => undefined), {
        once: true,
        signal: waiting.signal,
      })
    }
  }
  return {
    async play() {
      waiting.abort()
      ring.abort()
      ring = new AbortController()
      const { signal } = ring
      audio ??= new Audio("/sounds/ring.wav")
      audio.loop = true
      const chosen = speaker()
      if (typeof audio.setSinkId === "function") {
        // An unplugged speaker must not keep the phone silent.
        await audio.setSinkId(chosen ?? "").catch(() => audio?.setSinkId("").catch(() => undefined))
      }
      if (signal.aborted) return
      try {
        await audio.play()
      } catch (error) {
        if (error instanceof DOMException && error.name === "NotAllowedError" && !signal.aborted) soundLater()
        throw error
      }
    },
    stop() {
      ring.abort()
      waiting.abort()
      audio?.pause()
      if (audio) audio.currentTime = 0
    },
  }
}

/** The page's title, visibility and desktop notifications. A click on a notification brings the page forward. */
export const pageSigns: RingSigns = {
  title: {
    get: () => document.title,
    set: (text) => {
      document.title = text
    },
  },
  isHidden: () => document.visibilityState === "hidden",
  notify({ heading, body }) {
    if (!("Notification" in window) || Notification.permission !== "granted") return () => undefined
    const notification = new Notification(heading, { body, tag: "toritsugi-call", requireInteraction: true })
    notification.onclick = () => {
      window.focus()
      notification.close()
    }
    return () => notification.close()
  },
}

const testSounds = { ring: "/sounds/ring.wav", voice: "/sounds/waiting-music.wav" }
/** How long, in ms, a test may sound; the ring is shorter. */
const testLength = 4000

/** Plays the ring once on `speaker`, or some music where the voice is to be heard, so that people know what to listen for. */
export function playTestSound(speaker: string | null, sound: keyof typeof testSounds) {
  const audio = new Audio(testSounds[sound])
  const play = async () => {
    if (typeof audio.setSinkId === "function") await audio.setSinkId(speaker ?? "")
    await audio.play()
    setTimeout(() => audio.pause(), testLength)
  }
  // An unplugged speaker is silent, which is what the test shows.
  play().catch(() => undefined)
}
