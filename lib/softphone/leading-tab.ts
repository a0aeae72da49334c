import { leaderNews } from "@/lib/phone/keys"
import type { MicrophoneAccess } from "./devices/microphone"
import type { DeviceState } from "./model"

/** How the tab that is the phone stands, as the others show it: whether a call would reach it, and whether it is heard. */
export type LeadingTab = {
  device: DeviceState
  microphone: MicrophoneAccess
  isUnheard: boolean
  isMuted: boolean
}

type Channel = Pick<BroadcastChannel, "postMessage" | "close" | "onmessage">

/**
 * The tabs of `memberId` in this browser (K6): whoever leads tells how it stands, at once and over again, so that a tab that is
 * opened later hears it too; nobody answers. What the call is, each tab has from the database. A browser without channels tells nothing.
 */
export class TabNews {
  private readonly channel: Channel | null
  private last = ""

  constructor(
    memberId: string,
    onNews: (leading: LeadingTab) => void,
    open: (name: string) => Channel = (name) => new BroadcastChannel(name),
  ) {
    this.channel = opened(() => open(leaderNews(memberId)))
    if (this.channel) this.channel.onmessage = ({ data }: MessageEvent<LeadingTab>) => onNews(data)
  }

  /** Tells the others where it is other than what was told last, or for those who came later (`again`). */
  tell({ device, microphone, isUnheard, isMuted }: LeadingTab, again = false) {
    const leading: LeadingTab = { device, microphone, isUnheard, isMuted }
    const text = JSON.stringify(leading)
    if (text === this.last && !again) return
    this.last = text
    this.channel?.postMessage(leading)
  }

  end() {
    this.channel?.close()
  }
}

function opened(open: () => Channel): Channel | null {
  try {
    return open()
  } catch {
    return null
  }
}
