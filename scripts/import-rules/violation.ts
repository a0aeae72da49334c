/** A rule of the source tree that a file breaks. */
export interface Violation {
  rule: string
  /** `file:line` or `file`. */
  where: string
  message: string
}
