import { now } from "@/lib/clock/page-clock"
import type { AfterCall, CallFacts, MyLiveCall } from "@/lib/phone/schema"
import type { DeviceChoice, DeviceKind } from "./devices/audio-devices"
import { DeviceFollower } from "./devices/device-follower"
import { askForMicrophone, microphoneAccess, watchMicrophoneAccess } from "./devices/microphone"
import { type EffectTools, runEffect } from "./effects"
import { HeartbeatLink } from "./heartbeat-link"
import { runForLeader } from "./leader"
import { step } from "./machine"
import { type Ability, initialPhone, type PhoneEvent, type PhoneModel, type Problem } from "./model"
import { pageSigns, ringPlayer } from "./page-signs"
import { phoneApi } from "./phone-api"
import { goodLine } from "./quality"
import { Ringer } from "./ringer"
import type { SoftphoneSetup, SoftphoneView } from "./softphone-view"
import { Store } from "./store"
import { VoiceLine } from "./voice-line"

/** The phone of one signed-in page: drives the machine with the world's events and does what it says. */
export class Softphone {
  readonly view: Store<SoftphoneView>
  private readonly setup: SoftphoneSetup
  private readonly ringer: Ringer
  private readonly heartbeat: HeartbeatLink
  private readonly devices: DeviceFollower
  private readonly ending = new AbortController()
  private line: VoiceLine | null = null
  private isBeating = false
  private hasMicrophoneFailed = false

  constructor(setup: SoftphoneSetup) {
    this.setup = setup
    this.devices = new DeviceFollower({
      apply: async (usable) => (await this.line?.applyDevices(usable)) ?? [],
      show: (devices) => !this.ending.signal.aborted && this.show(devices),
    })
    this.view = new Store<SoftphoneView>({
      phone: initialPhone,
      isLeader: false,
      microphone: "prompt",
      isUnheard: false,
      line: goodLine,
      isRingMuted: false,
      ...this.devices.read(),
    })
    const player = ringPlayer(() => this.devices.usable().ring ?? this.devices.usable().speaker)
    this.ringer = new Ringer(player, pageSigns, () => this.show({ isRingMuted: true }))
    this.heartbeat = new HeartbeatLink({
      // The module is there already: it made the client.
      accessToken: async () => (await import("@/lib/supabase/browser")).ownAccessToken(setup.client),
      onTick: () => setup.onTick(),
      onBeaten: () => this.show({ isUnheard: false }),
      onUnanswered: () => this.show({ isUnheard: true }),
      onEnded: () => setup.onSignedOut(),
    })
    this.begin()
  }

  /** Lets go of the line, the lead and the worker. The softphone cannot be used after. */
  end() {
    this.ending.abort()
  }

  /** Takes in an event of the person or of the line. */
  readonly send = (event: PhoneEvent) => {
    const before = this.view.get().phone
    const { phone, effects } = step(before, event)
    this.show({ phone })
    const { client, openTicket, readState } = this.setup
    const tools: EffectTools = {
      client,
      openTicket,
      read: readState,
      api: phoneApi,
      line: this.line,
      choice: () => this.devices.usable(),
      send: this.send,
    }
    for (const effect of effects) void runEffect(effect, tools)
    // After what carries the call: signs are for people, and may fail.
    this.followRing(before, phone)
    this.followReach()
  }

  /** Takes in own offer and call, asked for or heard of at `startedAt`. */
  takeCalls(calls: MyLiveCall, startedAt: number) {
    this.send({ kind: "calls_read", calls, startedAt, now: now(), ability: this.ability() })
  }

  /** Takes in after-call work as read with own status. */
  takeAfterCall(afterCall: AfterCall | null, startedAt: number) {
    this.send({ kind: "after_call_read", afterCall, startedAt, now: now() })
  }

  /** Takes other devices, now and for the next visits; resolves to those the browser refused. */
  choose(choice: DeviceChoice): Promise<readonly DeviceKind[]> {
    return this.devices.choose(choice)
  }

  /** Connects own leg of a call that the app has begun, as soon as it is known (C4). */
  dial(legId: string, facts: CallFacts) {
    this.send({ kind: "dial_begun", legId, facts, now: now() })
  }

  /** One key of the keypad into the call. */
  press(key: string) {
    this.line?.current?.press(key)
  }

  localStream(): MediaStream | null {
    return this.line?.current?.localStream() ?? null
  }

  /**
   * Looks anew whether the microphone may be used. After an answer that failed for it the browser's permission proves nothing:
   * only opening it does, which is then tried.
   */
  readonly lookAtMicrophone = async () => {
    let microphone = await microphoneAccess()
    if (microphone === "granted" && this.hasMicrophoneFailed) {
      microphone = await askForMicrophone(this.devices.usable())
      this.hasMicrophoneFailed = microphone !== "granted"
      if (!this.hasMicrophoneFailed) this.send({ kind: "problem_seen" })
    }
    if (this.ending.signal.aborted) return
    const cameBack = microphone === "granted" && this.view.get().microphone !== "granted"
    this.show({ microphone })
    this.followReach()
    if (cameBack) this.setup.readState()
  }

  private begin() {
    const { signal } = this.ending
    const stopWatching = watchMicrophoneAccess(() => {
      void this.lookAtMicrophone()
      void this.devices.follow()
    })
    const stopLeading = runForLeader(this.setup.memberId, () => this.lead())
    const clock = setInterval(() => this.send({ kind: "time_passed", now: now() }), 1000)
    // Leaving the page would cut the caller off: the browser asks first (A10).
    window.addEventListener("beforeunload", (event) => this.isInCall() && event.preventDefault(), { signal })
    // The offer of a closing tab moves on at once (E3); another tab's offers are none of this one's business.
    window.addEventListener("pagehide", () => this.view.get().isLeader && phoneApi.leave(), { signal })
    signal.addEventListener("abort", () => {
      stopWatching()
      stopLeading()
      clearInterval(clock)
      this.ringer.stop()
      this.heartbeat.end()
      this.line?.close()
    })
    void this.lookAtMicrophone()
    void this.devices.follow()
  }

  private lead() {
    if (this.ending.signal.aborted) return
    this.show({ isLeader: true })
    const { signalUrl, edge } = this.setup.config
    this.line = new VoiceLine({
      signalUrl,
      edge,
      token: () => phoneApi.token(),
      choice: () => this.devices.usable(),
      events: {
        onDevice: (device, problem) => this.send({ kind: "device_changed", device, problem }),
        onRang: (legId) => this.send({ kind: "rang", legId, now: now() }),
        onSignedOut: () => this.setup.onSignedOut(),
        onDevices: () => void this.devices.follow(),
        forCall: (legId) => ({
          onRingStopped: () => this.send({ kind: "ring_stopped", legId }),
          onConnected: () => {
            this.show({ line: goodLine })
            this.send({ kind: "connected", legId, now: now() })
          },
          onAnswerFailed: (problem) => this.answerFailed(legId, problem),
          onDisconnected: (problem) => this.send({ kind: "disconnected", legId, now: now(), problem }),
          onLine: (line) => this.show({ line }),
        }),
      },
    })
  }

  private answerFailed(legId: string, problem: Problem) {
    if (problem === "microphone_denied" || problem === "microphone_missing") {
      this.hasMicrophoneFailed = true
      this.show({ microphone: problem === "microphone_denied" ? "denied" : "missing" })
    }
    this.send({ kind: "answer_failed", legId, problem })
  }

  private ability(): Ability {
    const { isLeader, microphone, phone } = this.view.get()
    if (!isLeader) return "other_tab"
    return phone.device === "registered" && microphone === "granted" ? "able" : "unreachable"
  }

  /** Whether a call rings or talks on this page's line. */
  holdsLine(): boolean {
    return this.isInCall() || (this.view.get().isLeader && this.view.get().phone.stage.name === "ringing")
  }

  /** Whether the audio of a call is this page's. */
  private isInCall(): boolean {
    const { isLeader, phone } = this.view.get()
    return isLeader && ["talking", "connecting", "dialling"].includes(phone.stage.name)
  }

  private followRing(before: PhoneModel, after: PhoneModel) {
    if (after.stage.name === "ringing") {
      this.ringer.start(this.setup.ringText(after.stage.offer))
    } else if (before.stage.name === "ringing") {
      this.ringer.stop()
      this.show({ isRingMuted: false })
    }
  }

  /** Beats exactly while this page could answer, or talks (K3): whoever cannot answer must not be offered a call. */
  private followReach() {
    const shouldBeat = this.ability() === "able" || this.isInCall()
    if (shouldBeat === this.isBeating) return
    this.isBeating = shouldBeat
    if (!shouldBeat) {
      this.heartbeat.stop()
      return this.show({ isUnheard: false })
    }
    const { config, phoneSessionId } = this.setup
    const { supabaseUrl: url, publishableKey } = config
    void this.heartbeat.start({ url, publishableKey, phoneSessionId })
  }

  private show(change: Partial<SoftphoneView>) {
    const view = this.view.get()
    const isNew = Object.entries(change).some(([key, value]) => view[key as keyof SoftphoneView] !== value)
    if (isNew) this.view.set({ ...view, ...change })
  }
}
