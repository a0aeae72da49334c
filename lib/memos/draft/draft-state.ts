import type { ErrorCode } from "@/lib/errors"
import type { DraftCopy } from "./draft-copy"
import { isSameText, joinTexts, type MemoText, mergeTexts, type SavedText, type Theirs } from "./memo-text"

/** A memo's text while it is being written. Pure: every function below answers with the next state. */
export type DraftState = MemoText & {
  /** The saved text this one was written on top of. */
  base: SavedText
  savedAt: string | null
  busy: "no" | "saving" | "recording"
  isRecorded: boolean
  /** The text came from this browser's copy, and nobody has typed since. */
  isRestored: boolean
  /** The version somebody else saved, when a person has to choose. */
  theirs: Theirs | null
  /** Why the last save or record failed. */
  error: ErrorCode | null
}

export type DraftPhase = "saved" | "unsaved" | "saving" | "failed" | "conflict" | "recording" | "recorded"

/** The one thing to say about a draft. */
export function phaseOf(state: DraftState): DraftPhase {
  if (state.isRecorded) return "recorded"
  if (state.busy === "recording") return "recording"
  if (state.theirs) return "conflict"
  if (state.error) return "failed"
  if (state.busy === "saving") return "saving"
  return isSaved(state) ? "saved" : "unsaved"
}

/** Whether the database has the text as it stands. */
export function isSaved(state: DraftState): boolean {
  return isSameText(state, state.base)
}

/** A draft of the memo as it was read; what this browser kept of it comes back, and nothing newer is lost by that. */
export function openDraft(memo: SavedText & { savedAt: string | null }, copy: DraftCopy | null): DraftState {
  const { subject, body, revision, savedAt } = memo
  const base = { subject, body, revision }
  const fresh: DraftState = {
    subject,
    body,
    base,
    savedAt,
    busy: "no",
    isRecorded: false,
    isRestored: false,
    theirs: null,
    error: null,
  }
  if (!copy || isSameText(copy.text, base)) return fresh
  const restored = { ...fresh, ...copy.text, isRestored: true }
  if (copy.base.revision === revision) return restored
  return adopt({ ...restored, base: copy.base }, { ...base, savedByName: null })
}

/** Takes in another, newer version: merged where it can be, set beside where a person has to choose. */
export function adopt(state: DraftState, theirs: Theirs): DraftState {
  if (theirs.revision <= state.base.revision) return state
  const merged = mergeTexts(state.base, state, theirs)
  if (!merged) return { ...state, theirs }
  const { savedByName: _, ...base } = theirs
  return { ...state, ...merged, base, theirs: null }
}

/** What was sent is saved; what was typed meanwhile is not yet. */
export function accept(
  state: DraftState,
  sent: MemoText,
  outcome: { revision: number; savedAt: string | null },
): DraftState {
  const base = { subject: sent.subject, body: sent.body, revision: outcome.revision }
  return { ...state, base, savedAt: outcome.savedAt, theirs: null, error: null }
}

/** What was sent was refused because of another version, or failed. */
export function refuse(
  state: DraftState,
  sent: MemoText,
  error: ErrorCode,
  theirs: Theirs | null,
): DraftState {
  if (!theirs) return { ...state, error }
  // The other version may be the one sent from here, its answer lost on the way: then it is the base.
  if (isSameText(theirs, sent)) {
    const { savedByName: _, ...base } = theirs
    return { ...state, base, theirs: null, error: null }
  }
  return adopt({ ...state, error: null }, theirs)
}

/** A person has chosen: my text, theirs, or both bodies one after the other. */
export function settle(state: DraftState, choice: "mine" | "theirs" | "both"): DraftState {
  const { theirs } = state
  if (!theirs) return state
  const { savedByName: _, ...base } = theirs
  const { subject, body } = { mine: state, theirs, both: joinTexts(state, theirs) }[choice]
  return { ...state, subject, body, base, theirs: null, error: null }
}
