import type { Offer } from "@/lib/phone/schema"
import type { PublicConfig } from "@/lib/public-config"
import type { BrowserClient } from "@/lib/supabase/browser"
import type { DeviceChoice } from "./devices/audio-devices"
import type { DeviceUse } from "./devices/device-use"
import type { MicrophoneAccess } from "./devices/microphone"
import type { PhoneModel } from "./model"
import type { LineState } from "./quality"
import type { RingText } from "./ringer"

/** What the softphone is given by the page it runs in. */
export type SoftphoneSetup = {
  memberId: string
  phoneSessionId: string
  config: PublicConfig
  client: BrowserClient
  openTicket(number: number): void
  ringText(offer: Offer): RingText
  /** Has own calls, status and after-call work read anew. */
  readState(): void
  /** The phone session has ended: signed out, or signed in on another machine. */
  onSignedOut(): void
  /** The hidden page's moment to do what its sleeping timers should have done. */
  onTick(): void
}

/** All that the screen shows of the phone. */
export type SoftphoneView = {
  phone: PhoneModel
  /** Whether this tab is the phone; another one of this person is otherwise. */
  isLeader: boolean
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
