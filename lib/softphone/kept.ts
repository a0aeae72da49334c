import { Store } from "./store"

/** A softphone that holds a line, whose page is gone. */
type Ending = { holdsLine(): boolean; end(): void }

/** What a softphone belongs to: one sign-in to the phone of one member. */
export type PhoneOwner = { memberId: string; phoneSessionId: string }

/**
 * Keeps a ringing or talking softphone when what showed it is taken down, because the page around it failed: a call
 * must not end with a page. The next page of the same sign-in takes it over.
 */
export class Kept<Running extends PhoneOwner & { softphone: Ending }> {
  readonly store = new Store<Running | null>(null)

  /** Its page is gone: kept while it holds a line, ended otherwise. */
  leave(running: Running) {
    if (!running.softphone.holdsLine()) return running.softphone.end()
    this.end()
    this.store.set(running)
  }

  /** The kept one of this sign-in, from now on the caller's; null when there is none. Anybody else's is ended. */
  take({ memberId, phoneSessionId }: PhoneOwner): Running | null {
    const running = this.store.get()
    if (!running) return null
    if (running.memberId !== memberId || running.phoneSessionId !== phoneSessionId) {
      this.end()
      return null
    }
    this.store.set(null)
    return running
  }

  /** The sign-in is over: so is what was kept of it. */
  end() {
    const running = this.store.get()
    this.store.set(null)
    running?.softphone.end()
  }
}
