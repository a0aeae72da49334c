/** A part of a recording, in seconds from its beginning. Positions are counted from `from`, as whoever listens to the part sees them. */
export type Span = { from: number; until: number }

/** Closer to the end than this, in s, a part has been played: players stop a little before it. */
const overSeconds = 0.05

/** The part of a recording that is a memo's own. What makes no sense (reports that came late, a shorter file) is the whole of it. */
export function spanOf({
  durationMs,
  fromMs,
  untilMs,
}: {
  durationMs: number | null
  fromMs: number | null
  untilMs: number | null
}): Span {
  const end = durationMs ?? 0
  const [from, until] = [fromMs ?? 0, Math.min(untilMs ?? end, end)]
  return from >= 0 && from < until
    ? { from: from / 1000, until: until / 1000 }
    : { from: 0, until: end / 1000 }
}

/** How long the part is. */
export function lengthOf({ from, until }: Span): number {
  return until - from
}

/** The position within the part at a time of the recording. */
export function positionAt(span: Span, time: number): number {
  return Math.min(Math.max(0, time - span.from), lengthOf(span))
}

/** The time of the recording at a position, which is kept within the part. */
export function timeAt(span: Span, position: number): number {
  return span.from + Math.min(Math.max(0, position), lengthOf(span))
}

/** Whether the part has been played to its end at a time of the recording. */
export function isOver(span: Span, time: number): boolean {
  return time >= span.until - overSeconds
}

/** Where playing goes on from a time of the recording: there, or at the beginning where that is not in the part, or at its end. */
export function startFrom(span: Span, time: number): number {
  return time < span.from || isOver(span, time) ? span.from : time
}
