import { type Stage, type StageName, stages } from "./stages.ts"

/**
 * The stages to run, in their order: those whose name contains one of `words` (any case; all without words) and that are
 * among `touched` (all when absent), with those they need.
 */
export function chooseStages(words: readonly string[], touched?: ReadonlySet<StageName>): Stage[] {
  const wanted = words.map((word) => word.toLowerCase())
  const asked = stages.filter(
    ({ name }) =>
      (wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word))) &&
      (touched?.has(name) ?? true),
  )
  const needed = new Set(asked.map(({ needs }) => needs))
  return stages.filter((stage) => asked.includes(stage) || needed.has(stage.name))
}
