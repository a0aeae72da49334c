import { AppError, isErrorCode } from "@/lib/errors"

/**
 * Signs the page's owner in again without leaving the page. Throws AppError: `wrong_credentials`, `too_many_attempts`,
 * `unavailable` without an answer in time.
 */
export async function signInAgain(owner: { userId: string; email: string; password: string }): Promise<void> {
  let answer: Response
  try {
    answer = await fetch("/api/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user_id: owner.userId, email: owner.email, password: owner.password }),
      signal: AbortSignal.timeout(15_000),
    })
  } catch (cause) {
    throw new AppError("unavailable", { cause })
  }
  if (answer.ok) return
  const { code } = (await answer.json().catch(() => ({}))) as { code?: unknown }
  // A pair that cannot even be read is a wrong one.
  if (code === "invalid_input") throw new AppError("wrong_credentials")
  throw new AppError(isErrorCode(code) ? code : "unexpected", { cause: answer.status })
}
