import { now } from "@/lib/clock/page-clock"
import { finishAfterCall } from "@/lib/phone/mutations"
import type { CallFacts } from "@/lib/phone/schema"
import { carried } from "./audio-leg/leg-ends"
import { stepLeg } from "./audio-leg/step-leg"
import type { DeviceChoice, DeviceKind } from "./devices/audio-devices"
import { DeviceFollower } from "./devices/device-follower"
import { watchMicrophoneAccess } from "./devices/microphone"
import { type EffectTools, runEffect } from "./effects"
import { runForLeader } from "./leader"
import { TabNews } from "./leading-tab"
import {
  type Ability,
  type AudioLeg,
  type DeviceState,
  initialLeg,
  type PhoneEvent,
  type Problem,
} from "./model"
import { pageSigns, ringPlayer } from "./page-signs"
import { phoneApi } from "./phone-api"
import { goodLine } from "./quality"
import { Reach } from "./reach"
import { Ringer } from "./ringer"
import type { ShownPhone, SoftphoneSetup, SoftphoneView } from "./softphone-view"
import { laterOf, type OwnPhone, stageOf } from "./stage"
import { Store } from "./store"
import { VoiceLine } from "./voice-line"

/** The phone of one signed-in page: drives own audio with the world's events, does what it says, and shows what follows. */
export class Softphone {
  readonly view: Store<SoftphoneView>
  private readonly setup: SoftphoneSetup
  private readonly ringer: Ringer
  private readonly reach: Reach
  private readonly devices: DeviceFollower
  private readonly ending = new AbortController()
  private readonly tabs: TabNews
  private line: VoiceLine | null = null
  private leg: AudioLeg = initialLeg
  /** This tab has the line, and no other can have it. */
  private isSole = false
  private own: OwnPhone = {
    version: -1,
    calls: { offer: null, call: null, supervision: null },
    afterCall: null,
  }

  constructor(setup: SoftphoneSetup) {
    this.setup = setup
    this.devices = new DeviceFollower({
      apply: async (usable) => (await this.line?.applyDevices(usable)) ?? [],
      show: (devices) => !this.ending.signal.aborted && this.show(devices),
    })
    this.view = new Store<SoftphoneView>({
      phone: { device: "off", stage: { name: "idle" }, problem: null },
      isLeader: false,
      leading: null,
      microphone: "prompt",
      isUnheard: false,
      line: goodLine,
      isRingMuted: false,
      ...this.devices.read(),
    })
    const player = ringPlayer(() => this.devices.usable().ring ?? this.devices.usable().speaker)
    this.ringer = new Ringer(player, pageSigns, () => this.show({ isRingMuted: true }))
    this.reach = new Reach(setup, {
      show: (change) => !this.ending.signal.aborted && this.show(change),
      usable: () => this.devices.usable(),
      onMended: () => this.send({ kind: "problem_seen" }),
    })
    this.tabs = new TabNews(setup.memberId, (leading) => this.view.get().isLeader || this.show({ leading }))
    this.begin()
  }

  /** Lets go of the line, the lead and the worker. The softphone cannot be used after. */
  end() {
    this.ending.abort()
  }

  /** Takes in an event of the person, of the line, or of the database. */
  readonly send = (event: PhoneEvent) => {
    if (event.kind === "problem_seen") return this.showPhone({ problem: null })
    if (event.kind === "finish_pressed") return void this.finish()
    const before = this.leg
    const { leg, effects, problem } = stepLeg(before, event)
    this.leg = leg
    this.showPhone(problem === undefined ? {} : { problem })
    const tools: EffectTools = {
      openTicket: this.setup.openTicket,
      read: this.setup.readState,
      api: phoneApi,
      line: this.line,
      choice: () => this.devices.usable(),
      send: this.send,
    }
    for (const effect of effects) void runEffect(effect, tools)
    // After what carries the call: signs are for people, and may fail.
    this.followRing(before, leg)
    this.followReach()
    this.tellTabs()
  }

  /** Takes in own phone; one that is older than what is known says nothing. */
  takeOwnPhone(own: OwnPhone) {
    this.own = laterOf(this.own, own)
    const { calls } = this.own
    this.send({ kind: "own_phone", calls, now: now(), ability: this.ability(), isSole: this.isSole })
  }

  /** Wants the interrupted call back (K2), on the line of whichever tab has it. */
  returnToCall() {
    const { stage } = this.view.get().phone
    if (stage.name !== "interrupted" || stage.isReturning) return
    this.send({ kind: "return_pressed", offer: stage.offer, ability: this.ability(), now: now() })
  }

  /** Ends own part in the call that another tab or machine carries: asked of the app. Throws AppError. */
  async leaveElsewhere() {
    const { stage } = this.view.get().phone
    if (stage.name === "elsewhere" && stage.conversation) await phoneApi.hangUp(stage.legId)
  }

  /** Ends own supervision (S6), on the line of whichever tab has it. Throws AppError. */
  async stopSupervising() {
    const { stage } = this.view.get().phone
    if (stage.name !== "supervising") return
    if (stage.isHere) this.send({ kind: "hang_up_pressed", now: now() })
    else await phoneApi.hangUp(stage.legId)
  }

  /** Ends after-call work (E8); shown at once, and taken back where the database refuses. */
  private async finish() {
    if (this.view.get().phone.stage.name !== "after_call") return
    const takeBack = this.setup.showFinished()
    try {
      await finishAfterCall(this.setup.client)
    } catch {
      takeBack()
      this.setup.readState()
    }
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

  /** Looks anew whether the microphone may be used. */
  readonly lookAtMicrophone = async () => {
    const cameBack = await this.reach.look()
    if (this.ending.signal.aborted) return
    this.followReach()
    if (cameBack) this.setup.readState()
  }

  private begin() {
    const { signal } = this.ending
    const stopWatching = watchMicrophoneAccess(() => {
      void this.lookAtMicrophone()
      void this.devices.follow()
    })
    const stopLeading = runForLeader(this.setup.memberId, (isSole) => this.lead(isSole))
    const clock = setInterval(() => {
      this.send({ kind: "time_passed", now: now() })
      this.tellTabs(true)
    }, 1000)
    // Leaving the page would cut the caller off: the browser asks first (A10).
    window.addEventListener("beforeunload", (event) => this.isInCall() && event.preventDefault(), { signal })
    // The offer of a closing tab moves on at once (E3); another tab's offers are none of this one's business.
    window.addEventListener("pagehide", () => this.view.get().isLeader && phoneApi.leave(), { signal })
    signal.addEventListener("abort", () => {
      stopWatching()
      stopLeading()
      clearInterval(clock)
      this.tabs.end()
      this.ringer.stop()
      this.reach.end()
      this.line?.close()
    })
    void this.lookAtMicrophone()
    void this.devices.follow()
  }

  private lead(isSole: boolean) {
    if (this.ending.signal.aborted) return
    this.isSole = isSole
    this.show({ isLeader: true, leading: null })
    const { signalUrl, edge } = this.setup.config
    this.line = new VoiceLine({
      signalUrl,
      edge,
      token: () => phoneApi.token(),
      choice: () => this.devices.usable(),
      events: {
        onDevice: (device, problem) => this.deviceChanged(device, problem),
        onRang: (legId) => this.send({ kind: "rang", legId, now: now() }),
        onSignedOut: () => this.setup.onSignedOut(),
        onDevices: () => void this.devices.follow(),
        forCall: (legId) => ({
          onRingStopped: () => this.send({ kind: "ring_stopped", legId, now: now() }),
          onConnected: () => {
            this.show({ line: goodLine })
            this.send({ kind: "connected", legId, now: now() })
          },
          onAnswerFailed: (problem) => this.answerFailed(legId, problem),
          onReconnecting: () => this.send({ kind: "reconnecting", legId }),
          onReconnected: () => this.send({ kind: "reconnected", legId }),
          onDisconnected: (problem) => this.send({ kind: "disconnected", legId, now: now(), problem }),
          onLine: (line) => this.show({ line }),
        }),
      },
    })
    // Whoever led before may have talked.
    this.takeOwnPhone(this.own)
  }

  private answerFailed(legId: string, problem: Problem) {
    this.reach.failed(problem)
    this.send({ kind: "connect_failed", legId, problem, now: now() })
  }

  private deviceChanged(device: DeviceState, problem: Problem | null) {
    const { phone } = this.view.get()
    const cameBack = device === "registered" && phone.device !== "registered"
    this.showPhone({ device, problem: device === "registered" ? null : (problem ?? phone.problem) })
    this.followReach()
    this.tellTabs()
    if (cameBack) this.setup.readState()
  }

  private ability(): Ability {
    const { isLeader, phone } = this.view.get()
    if (!isLeader) return "other_tab"
    return phone.device === "registered" && this.reach.hasMicrophone ? "able" : "unreachable"
  }

  /** Whether a call rings or talks on this page's line. */
  holdsLine(): boolean {
    return this.isInCall() || this.leg.name === "ringing" || this.leg.name === "supervising"
  }

  /** Whether the audio of a call is this page's. */
  private isInCall(): boolean {
    return carried(this.leg) !== null
  }

  private followRing(before: AudioLeg, after: AudioLeg) {
    if (after.name === "ringing" && after.offer) {
      this.ringer.start(this.setup.ringText(after.offer))
    } else if (before.name === "ringing") {
      this.ringer.stop()
      this.show({ isRingMuted: false })
    }
  }

  private tellTabs(again = false) {
    const { isLeader, phone, microphone, isUnheard } = this.view.get()
    const isMuted = "isMuted" in this.leg && this.leg.isMuted
    if (isLeader) this.tabs.tell({ device: phone.device, microphone, isUnheard, isMuted }, again)
  }

  private followReach() {
    this.reach.beat(this.ability() === "able" || this.isInCall() || this.leg.name === "supervising")
  }

  /** Shows what follows from the database's word and own audio now, and what changed of the line. */
  private showPhone(change: Partial<Omit<ShownPhone, "stage">>) {
    const { phone, isLeader } = this.view.get()
    const stage = stageOf(this.own, this.leg, isLeader, now())
    const isSame = JSON.stringify(stage) === JSON.stringify(phone.stage)
    const next = { ...phone, ...change, stage: isSame ? phone.stage : stage }
    if (!isSame || next.device !== phone.device || next.problem !== phone.problem) this.show({ phone: next })
  }

  private show(change: Partial<SoftphoneView>) {
    const view = this.view.get()
    const isNew = Object.entries(change).some(([key, value]) => view[key as keyof SoftphoneView] !== value)
    if (isNew) this.view.set({ ...view, ...change })
  }
}
