import type { Problem } from "./model"

/** The provider's code of an SDK error; null for anything else. */
export function codeOf(error: unknown): number | null {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === "number" ? code : null
}

/** Access token invalid, expired, not yet valid, or refused (20101–20157, 31201, 31204–31207, 51007). */
export function isTokenError(code: number | null): boolean {
  if (code === null) return false
  return (code >= 20_101 && code <= 20_157) || [31_201, 31_204, 31_205, 31_206, 31_207, 51_007].includes(code)
}

/** What an SDK error while answering or talking means for the person (31401 refused, 31402 no microphone). */
export function problemOf(error: unknown): Problem {
  switch (codeOf(error)) {
    case 31_401:
    case 31_208:
      return "microphone_denied"
    case 31_402:
      return "microphone_missing"
    case 31_003:
    case 31_005:
    case 31_009:
    case 53_000:
    case 53_001:
    case 53_405:
      return "connection_lost"
    default:
      return "answer_failed"
  }
}
