/** How a message stands to those before it on its topic. */
export type Arrival = "next" | "repeated" | "gap"

/**
 * Follows one topic's sequence from one subscription to the next. The database raises the number in commit order, so
 * a message whose number was passed brings nothing that a reading made since then did not see.
 */
export class Sequence {
  /** Number of the newest message; null before the first. */
  last: number | null = null

  /** To be called at every (re)subscription: what was missed meanwhile is read again, not counted. */
  restart() {
    this.last = null
  }

  /** Takes in the number of an arriving message; the first after a restart is always `next`. */
  arrive(seq: number): Arrival {
    const { last } = this
    if (last !== null && seq <= last) return "repeated"
    this.last = seq
    return last === null || seq === last + 1 ? "next" : "gap"
  }
}
