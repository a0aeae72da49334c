import { AppError, isPassing } from "@/lib/errors"
import type { TicketStatus } from "@/lib/tickets/rules"
import { type CopyStorage, dropCopy, readCopy, writeCopy } from "./draft-copy"
import * as draft from "./draft-state"
import { isSameText, type MemoText, type MemoWrite, type SavedText, storable, type Theirs } from "./memo-text"

/** A save waits this long after the last letter, and no longer than the second figure after the first; ms. */
const pause = 1000
const longestWait = 5000
/** Waits before a failed save is tried again, in ms; the last one repeats. */
const retryDelays = [2000, 5000, 10_000, 30_000]

type Outcome = { revision: number; savedAt: string | null }

export type DraftPorts = {
  save(write: MemoWrite): Promise<Outcome>
  record(write: MemoWrite, status: TicketStatus): Promise<Outcome>
  /** The other version inside a `memo_conflict`. */
  readTheirs(error: AppError): Theirs | null
  storage: CopyStorage | null
  storageKey: string
}

/**
 * The text of one memo while it is being written: saves itself, keeps a copy in the browser until the database has
 * it, and never overwrites what somebody else saved meanwhile (H1). Fits `useSyncExternalStore`.
 */
export class MemoDraft {
  private state: draft.DraftState
  private inFlight: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | null = null
  private unsavedSince: number | null = null
  private failures = 0
  /** Before this moment (ms) nothing is tried again by itself, whatever is read or typed meanwhile. */
  private restsUntil = 0
  /** The text that was refused for what it is: it is not sent again by itself. */
  private refused: MemoText | null = null
  private readonly memo: SavedText & { messageId: string; savedAt: string | null }
  private readonly ports: DraftPorts
  private readonly listeners = new Set<() => void>()

  /** Makes the draft and touches nothing, because a server renders it as well. */
  constructor(memo: SavedText & { messageId: string; savedAt: string | null }, ports: DraftPorts) {
    this.memo = memo
    this.ports = ports
    this.state = draft.openDraft(memo, null)
  }

  readonly getState = (): draft.DraftState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Brings back what this browser kept, and has it saved. Does nothing where somebody has begun to type. */
  start() {
    const { storage, storageKey } = this.ports
    if (draft.isSaved(this.state) && this.state.base.revision === this.memo.revision) {
      this.become(draft.openDraft(this.memo, readCopy(storage, storageKey)))
    }
    this.continue(0)
  }

  /** Takes in what is being typed. */
  type(change: Partial<MemoText>) {
    if (this.state.isRecorded || this.state.busy === "recording") return
    this.unsavedSince ??= performance.now()
    this.become({ ...this.state, ...change, isRestored: false, error: null })
    this.continue(Math.min(pause, this.unsavedSince + longestWait - performance.now()))
  }

  /** What a closing page still has to send, and is taken to send; null when there is nothing, or a choice to make. */
  leave(): MemoWrite | null {
    const write = this.unsent()
    if (write) this.become(draft.send(this.state, write))
    return write
  }

  private unsent(): MemoWrite | null {
    const { isRecorded, theirs, base } = this.state
    if (isRecorded || theirs || draft.isSaved(this.state)) return null
    return { messageId: this.memo.messageId, revision: base.revision, ...storable(this.state) }
  }

  /** Saves now what is not saved yet; resolves when that attempt is over, however it ended. */
  async flush(): Promise<void> {
    await this.inFlight
    const write = this.unsent()
    if (!write || this.state.busy !== "no") return
    this.stopTimer()
    this.unsavedSince = null
    this.become({ ...this.state, busy: "saving" })
    this.inFlight = this.attempt(write, () => this.ports.save(write)).then(() => {
      this.inFlight = null
    })
    await this.inFlight
  }

  /** Takes in the memo as it was read again: what others saved is merged, and what is typed here stays. */
  receive(theirs: Theirs) {
    // While a save is away the newer version may be its own; its answer, or the next reading, will tell.
    if (this.state.isRecorded || this.state.busy !== "no") return
    this.become(draft.adopt(this.state, theirs))
    this.continue(pause)
  }

  /** Settles a conflict: with my text, with theirs, or with both bodies one after the other. */
  settle(choice: "mine" | "theirs" | "both") {
    this.become(draft.settle(this.state, choice))
    this.continue(0)
  }

  /** Records the memo with its present text; true when it is recorded. Otherwise the state says why not. */
  async record(status: TicketStatus): Promise<boolean> {
    if (this.state.isRecorded || this.state.theirs || this.state.busy === "recording") return false
    this.stopTimer()
    this.become({ ...this.state, busy: "recording", error: null })
    await this.inFlight
    if (this.state.theirs) {
      this.become({ ...this.state, busy: "no" })
      return false
    }
    const write = {
      messageId: this.memo.messageId,
      revision: this.state.base.revision,
      ...storable(this.state),
    }
    return this.attempt(write, () => this.ports.record(write, status), true)
  }

  /** `records`: once it has succeeded the draft is recorded, at the same moment: the memo may be shown as such already. */
  private async attempt(write: MemoWrite, send: () => Promise<Outcome>, records = false): Promise<boolean> {
    const { busy } = this.state
    this.become(draft.send(this.state, write))
    try {
      const outcome = await send()
      this.failures = 0
      this.restsUntil = 0
      this.refused = null
      const accepted = draft.accept(this.state, write, outcome)
      this.become({ ...accepted, busy: this.busyAfter(busy), isRecorded: records || accepted.isRecorded })
      this.continue(pause)
      return true
    } catch (error) {
      // Nothing of the database's: a part of the page could not be loaded, or an answer not be read.
      const known = error instanceof AppError ? error : new AppError("unavailable", { cause: error })
      const theirs = this.ports.readTheirs(known)
      this.become({ ...draft.refuse(this.state, known.code, theirs), busy: this.busyAfter(busy) })
      this.refused = null
      if (!this.state.error) this.continue(0)
      else if (isPassing(known.code)) {
        this.restsUntil = performance.now() + this.nextRetry()
        this.continue(0)
      } else {
        this.refused = storable(write)
        // What was typed while it was away is another text.
        this.continue(pause)
      }
      return false
    }
  }

  /** A record that was asked for while a save was away goes on. */
  private busyAfter(begun: draft.DraftState["busy"]): draft.DraftState["busy"] {
    return begun === "saving" && this.state.busy === "recording" ? "recording" : "no"
  }

  private nextRetry(): number {
    return retryDelays[Math.min(this.failures++, retryDelays.length - 1)] ?? pause
  }

  /**
   * Has what is not saved yet saved after `delay` ms, unless something under way will see to it. Never within the
   * pause after a failure, and never the very text that was refused.
   */
  private continue(delay: number) {
    const write = this.unsent()
    if (!write || this.state.busy !== "no") return
    this.stopTimer()
    if (this.refused && isSameText(this.refused, write)) return
    this.timer = setTimeout(() => void this.flush(), Math.max(0, delay, this.restsUntil - performance.now()))
  }

  private stopTimer() {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  private become(next: draft.DraftState) {
    if (next === this.state) return
    this.state = next
    this.keepCopy()
    for (const listener of this.listeners) listener()
  }

  /** The browser's copy lives exactly as long as there is text the database does not have. */
  private keepCopy() {
    const { storage, storageKey } = this.ports
    const { base, subject, body, sent } = this.state
    if (draft.isSaved(this.state)) dropCopy(storage, storageKey)
    else writeCopy(storage, storageKey, { base, text: { subject, body }, sent })
  }
}
