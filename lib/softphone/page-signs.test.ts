import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { ringPlayer } from "./page-signs"

/** The browser's audio element, whose speaker and sound take as long as a test lets them. */
class FakeAudio {
  static made: FakeAudio
  loop = false
  currentTime = 0
  isPlaying = false
  readonly speaker = Promise.withResolvers<void>()
  readonly sound = Promise.withResolvers<void>()
  constructor() {
    FakeAudio.made = this
  }
  setSinkId() {
    return this.speaker.promise
  }
  play() {
    this.isPlaying = true
    return this.sound.promise
  }
  pause() {
    this.isPlaying = false
  }
}

let page: EventTarget

beforeEach(() => {
  page = new EventTarget()
  vi.stubGlobal("Audio", FakeAudio)
  vi.stubGlobal("window", page)
})
afterEach(() => vi.unstubAllGlobals())

const refused = () => new DOMException("play() failed", "NotAllowedError")

test("[E1] a ring that is stopped while the speaker is still being chosen is never heard", async () => {
  const player = ringPlayer(() => "usb")
  const played = player.play()
  player.stop()
  FakeAudio.made.speaker.resolve()
  FakeAudio.made.sound.resolve()
  await played
  expect(FakeAudio.made.isPlaying).toBe(false)
})

test("[E1] a ring the browser refuses sounds with the first click", async () => {
  const player = ringPlayer(() => null)
  const played = player.play()
  FakeAudio.made.speaker.resolve()
  FakeAudio.made.sound.reject(refused())
  await expect(played).rejects.toThrow()
  FakeAudio.made.isPlaying = false
  page.dispatchEvent(new Event("pointerdown"))
  expect(FakeAudio.made.isPlaying).toBe(true)
})

test("[E1] a click after the ring makes no sound, though the browser refused it only then", async () => {
  const player = ringPlayer(() => null)
  const played = player.play()
  FakeAudio.made.speaker.resolve()
  await vi.waitFor(() => expect(FakeAudio.made.isPlaying).toBe(true))
  player.stop()
  FakeAudio.made.sound.reject(refused())
  await expect(played).rejects.toThrow()
  page.dispatchEvent(new Event("pointerdown"))
  expect(FakeAudio.made.isPlaying).toBe(false)
})
