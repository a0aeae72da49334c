const KEYS = /^[0-9*#]+$/

/** One thing a scripted party does. Speaking and pressing wait for the answer; waiting and hanging up do not. */
export type Step =
  | { wait: number }
  | { say: string; language?: string }
  | { tone: number; ms: number; level?: number }
  | { press: string }
  | { until: string; timeoutMs?: number }
  /** Waits for these keys, one after another, whatever else is pressed before or between. */
  | { keys: string; timeoutMs?: number }
  /** Waits for one of the menu's keys and does what stands there; any other key is passed over. */
  | { menu: Record<string, Step[]>; timeoutMs?: number }
  | { hangup: true }

/** Names for `until`, besides the moments of a call and the verbs of its TwiML (`Gather`, `Record`, …). */
export const UNTIL_NAMES: Record<string, string> = {
  answered: "in-progress",
  connected: "in-progress",
  conference: "conference-join",
  talking: "conference-start",
}

/**
 * Checks steps that came over the control API.
 * @throws Error naming the first step that is none.
 */
export function readScript(value: unknown): Step[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new Error("script is not a list of steps")
  return value.map((step: unknown) => {
    if (!isStep(step)) throw new Error(`not a step: ${JSON.stringify(step)}`)
    return step
  })
}

function isStep(value: unknown): value is Step {
  if (typeof value !== "object" || value === null) return false
  const step = value as Record<string, unknown>
  if ("wait" in step) return typeof step.wait === "number"
  if ("say" in step) return typeof step.say === "string"
  if ("tone" in step) return typeof step.tone === "number" && typeof step.ms === "number"
  if ("press" in step) return typeof step.press === "string"
  if ("until" in step) return typeof step.until === "string"
  if ("keys" in step) return typeof step.keys === "string" && KEYS.test(step.keys)
  if ("menu" in step) return isMenu(step.menu)
  return step.hangup === true
}

function isMenu(menu: unknown): boolean {
  if (typeof menu !== "object" || menu === null) return false
  const choices = Object.entries(menu)
  return choices.length > 0 && choices.every(([key, steps]) => /^[0-9*#]$/.test(key) && areSteps(steps))
}

function areSteps(steps: unknown): boolean {
  return Array.isArray(steps) && steps.every(isStep)
}
