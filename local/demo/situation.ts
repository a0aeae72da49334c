/** Something customers call about: what the memo says of it, how it is settled, and what is still open when it is not. */
export interface Situation {
  /** A label of the inbox. */
  label: string
  subject: string
  body: string
  settled: string
  pending: string
}
