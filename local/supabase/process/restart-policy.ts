const windowMs = 60_000
const mostDeaths = 3
const firstPauseMs = 250

/** What follows a death: a pause before the next start, or null when it is to be given up; and what to remember. */
export interface Verdict {
  deaths: number[]
  pauseMs: number | null
}

/**
 * Whether a process that died at `nowMs` is started again: after a pause that grows with each death within the same
 * minute, and no more after the third. `earlier` are the deaths of the verdict before, empty at first.
 */
export function afterDeath(earlier: readonly number[], nowMs: number): Verdict {
  const deaths = [...earlier.filter((at) => nowMs - at < windowMs), nowMs]
  return {
    deaths,
    pauseMs: deaths.length < mostDeaths ? firstPauseMs * 4 ** (deaths.length - 1) : null,
  }
}
