import type { DeviceChoice } from "./devices/audio-devices"
import { askForMicrophone, type MicrophoneAccess, microphoneAccess } from "./devices/microphone"
import { HeartbeatLink } from "./heartbeat-link"
import type { Problem } from "./model"
import type { SoftphoneSetup } from "./softphone-view"

type Shown = { microphone?: MicrophoneAccess; isUnheard?: boolean }

type Page = {
  show(change: Shown): void
  /** The devices that can be used now. */
  usable(): DeviceChoice
  /** What kept the microphone from opening is over. */
  onMended(): void
}

/** Whether a call would reach this page: its microphone, as far as that is known, and its heartbeat (K3). */
export class Reach {
  private readonly setup: SoftphoneSetup
  private readonly page: Page
  private readonly heartbeat: HeartbeatLink
  private microphone: MicrophoneAccess = "prompt"
  private hasFailed = false
  private isBeating = false

  constructor(setup: SoftphoneSetup, page: Page) {
    this.setup = setup
    this.page = page
    this.heartbeat = new HeartbeatLink({
      // The module is there already: it made the client.
      accessToken: async () => (await import("@/lib/supabase/browser")).ownAccessToken(setup.client),
      onTick: () => setup.onTick(),
      onBeaten: () => page.show({ isUnheard: false }),
      onUnanswered: () => page.show({ isUnheard: true }),
      onEnded: () => setup.onSignedOut(),
    })
  }

  get hasMicrophone(): boolean {
    return this.microphone === "granted"
  }

  /**
   * Looks anew whether the microphone may be used; resolves to whether it may again. After an answer that failed for it the
   * browser's permission proves nothing: only opening it does, which is then tried.
   */
  async look(): Promise<boolean> {
    let microphone = await microphoneAccess()
    if (microphone === "granted" && this.hasFailed) {
      microphone = await askForMicrophone(this.page.usable())
      this.hasFailed = microphone !== "granted"
      if (!this.hasFailed) this.page.onMended()
    }
    const cameBack = microphone === "granted" && !this.hasMicrophone
    this.take(microphone)
    return cameBack
  }

  /** The microphone did not open for a call, where that was the problem. */
  failed(problem: Problem) {
    if (problem !== "microphone_denied" && problem !== "microphone_missing") return
    this.hasFailed = true
    this.take(problem === "microphone_denied" ? "denied" : "missing")
  }

  /** Beats exactly while this page could answer, or talks: whoever cannot answer must not be offered a call. */
  beat(shouldBeat: boolean) {
    if (shouldBeat === this.isBeating) return
    this.isBeating = shouldBeat
    if (!shouldBeat) {
      this.heartbeat.stop()
      return this.page.show({ isUnheard: false })
    }
    const { config, phoneSessionId } = this.setup
    const { supabaseUrl: url, publishableKey } = config
    void this.heartbeat.start({ url, publishableKey, phoneSessionId })
  }

  end() {
    this.heartbeat.end()
  }

  private take(microphone: MicrophoneAccess) {
    this.microphone = microphone
    this.page.show({ microphone })
  }
}
