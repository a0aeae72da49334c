import type { Call, Device } from "@twilio/voice-sdk"
import type { AppError } from "@/lib/errors"
import { deviceOptions } from "./device-options"
import { applyDevices } from "./devices/apply-devices"
import { type DeviceChoice, microphoneConstraints } from "./devices/audio-devices"
import { loadSdk } from "./load-sdk"
import type { DeviceState, Problem } from "./model"
import { readSignalling, type Signalling } from "./plain-signalling"
import { codeOf, isTokenError, problemOf } from "./sdk-errors"
import { VoiceCall, type VoiceCallEvents } from "./voice-call"

/** Waits between attempts to register, in ms; the last one repeats. */
const retryDelays = [1000, 2000, 5000, 10_000, 20_000]
/** How long, in ms, a registration may take: after a refused token the SDK's own promise never settles. */
const registerWithin = 10_000
/** Least time, in ms, between two renewals: a token that is short-lived already must not be fetched in a circle. */
const renewEvery = 10_000

export type VoiceLineEvents = {
  onDevice(device: DeviceState, problem: Problem | null): void
  onRang(legId: string): void
  onSignedOut(): void
  /** The SDK has taken in which devices are connected. */
  onDevices(): void
  forCall(legId: string): Omit<VoiceCallEvents, "onOver">
}

type Setup = {
  signalUrl: string | null
  edge: string | null
  token(): Promise<string>
  choice(): DeviceChoice
  events: VoiceLineEvents
}

/** The line to the provider: registered, renewed and repaired for as long as it is open. */
export class VoiceLine {
  /** The ringing or talking leg. */
  current: VoiceCall | null = null
  private readonly setup: Setup
  private readonly signalling: Signalling | null
  private device: Device | null = null
  private isOpen = true
  private failures = 0
  private renewedAt = 0
  private timer: ReturnType<typeof setTimeout> | null = null

  constructor(setup: Setup) {
    this.setup = setup
    this.signalling = setup.signalUrl === null ? null : readSignalling(setup.signalUrl)
    void this.connect()
  }

  /** Hangs up and unregisters for good. */
  close() {
    this.isOpen = false
    this.wait(null)
    this.drop()
    this.setup.events.onDevice("off", null)
  }

  /** Takes these devices from now on, also within a call. Resolves to those the browser refused, which are as they were. */
  async applyDevices(choice: DeviceChoice): Promise<("speaker" | "microphone")[]> {
    const audio = this.device?.audio
    return audio ? applyDevices(audio, choice, () => this.current !== null) : []
  }

  private async connect() {
    this.wait(null)
    const { events } = this.setup
    events.onDevice("registering", null)
    try {
      const [sdk, token] = await Promise.all([loadSdk(this.signalling), this.setup.token()])
      if (!this.isOpen) return
      this.drop()
      const device = new sdk.Device(token, deviceOptions(this.signalling, this.setup.edge))
      this.device = device
      this.listen(device)
      this.wait(registerWithin)
      await device.register()
    } catch (error) {
      if (!this.isOpen) return
      const { code } = error as Partial<AppError>
      if (code === "phone_signed_out") return events.onSignedOut()
      const isRefused = code === "not_allowed" || code === "phone_off" || code === "not_a_phone_user"
      this.repair(isRefused ? "token_refused" : "not_registered")
    }
  }

  private listen(device: Device) {
    const { events } = this.setup
    device.audio?.incoming(false)
    device.audio?.outgoing(false)
    device.audio?.disconnect(false)
    device.audio?.on("deviceChange", () => events.onDevices())
    device.on("registered", () => {
      this.failures = 0
      this.wait(null)
      events.onDevice("registered", null)
      void this.applyDevices(this.setup.choice())
    })
    device.on("unregistered", () => {
      events.onDevice("lost", "connection_lost")
      // The SDK reconnects by itself; a line that stays down is made anew.
      if (this.isOpen) this.wait(registerWithin)
    })
    device.on("tokenWillExpire", () => void this.renewToken(device))
    device.on("error", (error: unknown) => {
      if (!isTokenError(codeOf(error))) return
      if (this.current) void this.renewToken(device)
      else this.repair("token_refused")
    })
    device.on("incoming", (call: Call) => this.ring(call))
  }

  private ring(call: Call) {
    const legId = call.customParameters.get("leg")
    // Not one of ours: nobody could say what to answer.
    if (!legId) return call.reject()
    this.carry(legId, call, false)
    this.setup.events.onRang(legId)
  }

  /** Connects own leg of a call the app has begun. The provider is told the leg and nothing else (twilio.md 12). */
  async dial(legId: string): Promise<void> {
    const { events, choice } = this.setup
    const fail = (problem: Problem) => events.forCall(legId).onAnswerFailed(problem)
    if (!this.device || this.current) return fail("dial_failed")
    try {
      const rtcConstraints = { audio: microphoneConstraints(choice()) }
      this.carry(legId, await this.device.connect({ params: { leg: legId }, rtcConstraints }), true)
    } catch (error) {
      fail(problemOf(error) ?? "dial_failed")
    }
  }

  private carry(legId: string, call: Call, isOwn: boolean) {
    const letGoOfMicrophone = () => void this.device?.audio?.unsetInputDevice().catch(() => undefined)
    // Refused while the SDK still counts the call as active, so once more when it does not.
    call.once("disconnect", letGoOfMicrophone)
    const told = this.setup.events.forCall(legId)
    const events = {
      ...told,
      onConnected: () => {
        told.onConnected()
        if (this.setup.choice().microphone !== null) void this.applyDevices(this.setup.choice())
      },
      onOver: () => {
        if (this.current === voiceCall) this.current = null
        letGoOfMicrophone()
      },
    }
    const voiceCall = new VoiceCall(legId, call, events, isOwn)
    this.current = voiceCall
  }

  private async renewToken(device: Device) {
    const early = this.renewedAt + renewEvery - performance.now()
    this.renewedAt = Math.max(performance.now(), this.renewedAt + renewEvery)
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
    if (device !== this.device) return
    try {
      device.updateToken(await this.setup.token())
    } catch (error) {
      if ((error as Partial<AppError>).code === "phone_signed_out") this.setup.events.onSignedOut()
      // Otherwise the SDK reports the expired token, which leads here or to a repair.
    }
  }

  /** Makes the device anew after a while; a call that is being held is never cut for it. */
  private repair(problem: Problem) {
    if (this.current) return
    this.drop()
    this.setup.events.onDevice("lost", problem)
    this.wait(retryDelays[Math.min(this.failures++, retryDelays.length - 1)] ?? null)
  }

  /** (Re)starts the one timer: when it fires, the line is not registered and is tried again. */
  private wait(delay: number | null) {
    if (this.timer) clearTimeout(this.timer)
    this.timer = delay === null ? null : setTimeout(() => this.retry(), delay)
  }

  private retry() {
    if (this.current) return this.wait(registerWithin)
    if (this.device) this.setup.events.onDevice("lost", "not_registered")
    void this.connect()
  }

  private drop() {
    const { device } = this
    this.device = null
    this.current = null
    if (!device) return
    device.removeAllListeners()
    // An emitter without a listener for errors throws them.
    device.on("error", () => undefined)
    device.destroy()
  }
}
