import type { RingPlayer, RingSigns } from "./ringer"

/** The ring of `public/sounds`, on the chosen speaker where the browser can choose. */
export function ringPlayer(speaker: () => string | null): RingPlayer {
  let audio: HTMLAudioElement | null = null
  return {
    async play() {
      audio ??= new Audio("/sounds/ring.wav")
      audio.loop = true
      const chosen = speaker()
      if (typeof audio.setSinkId === "function") {
        // An unplugged speaker must not keep the phone silent.
        await audio.setSinkId(chosen ?? "").catch(() => audio?.setSinkId(""))
      }
      await audio.play()
    },
    stop() {
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
