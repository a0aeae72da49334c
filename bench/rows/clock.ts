/** Milliseconds since 1970 with fractions: the same clock as `performance.timeOrigin + performance.now()` in a page. */
export const now = (): number => performance.timeOrigin + performance.now()
