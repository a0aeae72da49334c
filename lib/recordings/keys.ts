/** Of the query cache: the peaks of a recording, as this browser has measured them. */
export const waveformQuery = (id: string) => ["waveform", id] as const
