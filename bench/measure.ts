/** One line of the bench: how long the product takes, beside the least anything could take here (the floor). */
export interface Row {
  name: string
  unit: "ms" | "MB" | "requests" | "messages"
  p50: number
  p95: number
  /** What the floor is, in words. */
  floor: string
  floor_p50: number
  floor_p95: number
  n: number
  /** Greatest allowed p50 over the floor's, where one is aimed at. */
  aim?: number
  /** The same of p95. */
  aim_p95?: number
  /** Greatest allowed p50 itself, where that is aimed at. */
  most?: number
}

/** The smallest sample at least `share` of all samples do not exceed (nearest rank). `samples` must not be empty. */
export function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error("no samples")
  return value
}

/** Runs `work` and resolves to its time in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

export interface Comparison {
  name: string
  floor: string
  n: number
  aim?: number
  /** Each answers with one sample in milliseconds. Taken in turns, so that both meet the same machine. */
  sample: (index: number) => Promise<number>
  floorSample: (index: number) => Promise<number>
}

const warmUps = 5

/** Takes `n` samples of both, after a few nobody counts. */
export async function compare({ name, floor, n, aim, sample, floorSample }: Comparison): Promise<Row> {
  const own: number[] = []
  const least: number[] = []
  for (let index = -warmUps; index < n; index++) {
    const [a, b] = [await sample(index), await floorSample(index)]
    if (index >= 0) {
      own.push(a)
      least.push(b)
    }
  }
  return { ...row(name, "ms", own, floor, least), ...(aim === undefined ? {} : { aim }) }
}

/** A row of samples already taken; rounded to hundredths. */
export function row(name: string, unit: Row["unit"], own: number[], floor: string, least: number[]): Row {
  const round = (value: number) => Math.round(value * 100) / 100
  return {
    name,
    unit,
    p50: round(percentile(own, 0.5)),
    p95: round(percentile(own, 0.95)),
    floor,
    floor_p50: round(percentile(least, 0.5)),
    floor_p95: round(percentile(least, 0.95)),
    n: own.length,
  }
}
