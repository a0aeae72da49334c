/** Something to run that keeps `cores` processor cores busy. */
export interface Job {
  name: string
  cores: number
  /** The name of a job before it that must have ended. */
  after?: string
}

/**
 * Runs every job once, begun in the order given, as many beside each other as `cores` allow; one that wants more has
 * the machine for itself. Resolves when all have ended; rejects with the first failure of `run`.
 */
export async function runSideBySide<J extends Job>(
  jobs: readonly J[],
  cores: number,
  run: (job: J) => Promise<void>,
): Promise<void> {
  const waiting = [...jobs]
  const running = new Map<J, Promise<void>>()
  const canBegin = ({ cores: wanted, after }: J) => {
    const ahead = [...running.keys()]
    const busy = ahead.reduce((sum, job) => sum + job.cores, 0)
    return busy === 0 || (busy + wanted <= cores && ahead.every(({ name }) => name !== after))
  }
  while (waiting.length > 0 || running.size > 0) {
    const [next] = waiting
    if (next && canBegin(next)) {
      waiting.shift()
      running.set(
        next,
        run(next).finally(() => running.delete(next)),
      )
    } else {
      await Promise.race(running.values())
    }
  }
}
