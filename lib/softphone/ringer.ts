/** A place that can play a sound again and again; the browser's audio element in the page. */
export type RingPlayer = { play(): Promise<void>; stop(): void }

/** Where the page says that it is being called while nobody looks at it. */
export type RingSigns = {
  title: { get(): string; set(text: string): void }
  isHidden(): boolean
  /** Shows a desktop notification; returns what takes it away. */
  notify(text: RingText): () => void
}

/** What is told about the caller. `title` stands in the tab's title, the rest in the notification. */
export type RingText = { title: string; heading: string; body: string }

/** How long, in ms, the tab shows each of its two titles. */
const flashEvery = 1000

/**
 * Rings: own sound, flashing title, and a desktop notification while the page is hidden (E1).
 * Each sign stands for itself: some browsers refuse one or the other by an exception.
 * A browser that plays nothing before the first click is reported by `onMuted`; everything else rings all the same.
 */
export class Ringer {
  private readonly player: RingPlayer
  private readonly signs: RingSigns
  private readonly onMuted: () => void
  private ringing: { end(): void } | null = null

  constructor(player: RingPlayer, signs: RingSigns, onMuted: () => void) {
    this.player = player
    this.signs = signs
    this.onMuted = onMuted
  }

  /** Begins to ring; one that rings already goes on with its first text. */
  start(text: RingText) {
    if (this.ringing) return
    const { title } = this.signs
    const calm = attempt(() => title.get()) ?? ""
    attempt(() => title.set(text.title))
    const flash = () => title.set(title.get() === text.title ? calm : text.title)
    const timer = setInterval(() => attempt(flash), flashEvery)
    const takeAway = attempt(() => (this.signs.isHidden() ? this.signs.notify(text) : undefined))
    const ringing = {
      end() {
        clearInterval(timer)
        // Another page may have come meanwhile, with a title of its own.
        attempt(() => title.get() === text.title && title.set(calm))
        attempt(() => takeAway?.())
      },
    }
    this.ringing = ringing
    const mute = () => {
      if (this.ringing === ringing) this.onMuted()
    }
    const played = attempt(() => this.player.play())
    if (played) played.catch(mute)
    else mute()
  }

  stop() {
    if (!this.ringing) return
    this.ringing.end()
    this.ringing = null
    attempt(() => this.player.stop())
  }
}

/** Gives one sign; one that cannot be given is said in the log and keeps neither the others nor the call from anything. */
function attempt<Result>(sign: () => Result): Result | undefined {
  try {
    return sign()
  } catch (error) {
    console.warn("a sign of the ring failed", error)
    return undefined
  }
}
