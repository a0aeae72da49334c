/** One look at what somebody hears: when it began, in ms since 1970, and whether the tone was there. */
export type Look = { at: number; isHeard: boolean }

/** Listening for one tone; `end` resolves to all looks, in their order. */
export interface Listening {
  end(): Promise<Look[]>
}

/** When the tone was first heard, in ms since 1970; NaN when it never was. */
export function firstHeard(looks: Look[]): number {
  return looks.find(({ isHeard }) => isHeard)?.at ?? Number.NaN
}

/** The longest silence, in ms, between the first look that heard the tone and the last look of all; NaN when none did. */
export function longestSilence(looks: Look[]): number {
  const last = looks.at(-1)
  let heardAt = firstHeard(looks)
  let longest = last && heardAt <= last.at ? 0 : Number.NaN
  for (const { at, isHeard } of looks) {
    if (!(at >= heardAt)) continue
    if (isHeard) heardAt = at
    else longest = Math.max(longest, at - heardAt)
  }
  return longest
}

/** The longest time, in ms, from one look to the next: whoever looks was held up for the most of it. 0 for fewer than two. */
export function longestPause(looks: Look[]): number {
  return looks.reduce((longest, { at }, n) => Math.max(longest, at - (looks[n - 1]?.at ?? at)), 0)
}
