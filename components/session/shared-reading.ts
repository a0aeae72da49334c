/** Questions asked within so long, in ms, are answered by one reading. */
const collectFor = 50

/**
 * A reading that several ask for at about the same time, as when all topics are joined anew. Each is answered by one that
 * begins after it has asked.
 */
export function sharedReading<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let next: Promise<Result> | null = null
  return () => {
    next ??= new Promise<void>((resolve) => setTimeout(resolve, collectFor)).then(() => {
      next = null
      return read()
    })
    return next
  }
}
