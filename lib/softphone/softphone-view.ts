import type { Offer } from "@/lib/phone/schema"
import type { PublicConfig } from "@/lib/public-config"
import type { BrowserClient } from "@/lib/supabase/browser"
import type { DeviceChoice } from "./devices/audio-devices"
import type { DeviceUse } from "./devices/device-use"
import type { MicrophoneAccess } from "./devices/microphone"
import type { LeadingTab } from "./leading-tab"
import type { DeviceState, Problem } from "./model"
import type { LineState } from "./quality"
import type { RingText } from "./ringer"
import type { Stage } from "./stage"

/** What the softphone is given by the page it runs in. */
export type SoftphoneSetup = {
  memberId: string
  phoneSessionId: string
  config: PublicConfig
  client: BrowserClient
  openTicket(number: number): void
  ringText(offer: Offer): RingText
  /** Has own phone read anew. */
  readState(): void
  /** Shows after-call work as ended until the database says more. Returns what takes that back. */
  showFinished(): () => void
  /** The phone session has ended: signed out, or signed in on another machine. */
  onSignedOut(): void
  /** The hidden page's moment to do what its sleeping timers should have done. */
  onTick(): void
}

/** What the phone is at, from the database's word and own audio (`stage.ts`), and how its line stands. */
export type ShownPhone = { device: DeviceState; stage: Stage; problem: Problem | null }

/** All that the screen shows of the phone. */
export type SoftphoneView = {
  phone: ShownPhone
  /** Whether this tab is the phone; another one of this person is otherwise. */
  isLeader: boolean
  /** How the tab that is the phone stands, as it tells the others; null while that is this one, or nothing was heard of it. */
  leading: LeadingTab | null
  microphone: MicrophoneAccess
  /** The last heartbeat got no answer: nothing will be offered here until one does. */
  isUnheard: boolean
  line: LineState
  /** It rings, but the browser plays nothing before a click. */
  isRingMuted: boolean
  choice: DeviceChoice
  /** What is connected, and what of the choice is not. */
  devices: DeviceUse
}
