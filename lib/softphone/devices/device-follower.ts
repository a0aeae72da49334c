import {
  type DeviceChoice,
  type DeviceKind,
  keepDeviceChoice,
  listAudioDevices,
  noDevices,
  readDeviceChoice,
} from "./audio-devices"
import { type DeviceUse, missingOf, usableOf } from "./device-use"

type Tools = {
  /** Takes the devices in use; resolves to those that were refused. */
  apply(usable: DeviceChoice): Promise<readonly DeviceKind[]>
  show(devices: { choice: DeviceChoice; devices: DeviceUse }): void
}

/** The chosen devices and what is connected of them: falls back to what is there, and returns to a chosen one that comes back. */
export class DeviceFollower {
  private choice = readDeviceChoice()
  private devices: DeviceUse = { connected: noDevices, missing: [] }
  private readonly tools: Tools
  /** What was applied last without a refusal. */
  private applied = ""
  private turn: Promise<void> = Promise.resolve()

  constructor(tools: Tools) {
    this.tools = tools
  }

  /** The choice as far as it is connected. */
  usable(): DeviceChoice {
    return usableOf(this.choice, this.devices.missing)
  }

  /** The choice, and what of it there is. */
  read(): { choice: DeviceChoice; devices: DeviceUse } {
    return { choice: this.choice, devices: this.devices }
  }

  /**
   * Looks at what is connected; one look after the other. What was refused is tried again by the next look: the provider's SDK may
   * learn of a device a moment after the page does.
   */
  follow(): Promise<void> {
    this.turn = this.turn.then(() => this.look()).catch(() => undefined)
    return this.turn
  }

  /**
   * Takes other devices, now and for the next visits. Resolves to those the browser refused: of them the choice stays what it
   * was, so that what is shown is what is in use.
   */
  async choose(choice: DeviceChoice): Promise<readonly DeviceKind[]> {
    const before = this.choice
    this.take(choice)
    const refused = await this.tools.apply(this.usable())
    if (refused.length > 0) {
      const kept = Object.fromEntries(refused.map((device) => [device, before[device]]))
      this.take({ ...choice, ...kept })
    }
    keepDeviceChoice(this.choice)
    return refused
  }

  private async look() {
    if (!navigator.mediaDevices) return
    const connected = await listAudioDevices()
    this.devices = { connected, missing: missingOf(this.choice, connected) }
    this.tools.show(this.read())
    const wanted = JSON.stringify([this.usable(), connected])
    if (wanted === this.applied) return
    const refused = await this.tools.apply(this.usable())
    this.applied = refused.length > 0 ? "" : wanted
  }

  private take(choice: DeviceChoice) {
    const { connected } = this.devices
    this.choice = choice
    this.devices = { connected, missing: missingOf(choice, connected) }
    this.tools.show(this.read())
  }
}
