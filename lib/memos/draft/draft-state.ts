import type { ErrorCode } from "@/lib/errors"
import type { DraftCopy } from "./draft-copy"
import {
  isSameText,
  joinTexts,
  type MemoText,
  mergeTexts,
  type SavedText,
  storable,
  type Theirs,
} from "./memo-text"

/** A memo's text while it is being written. Pure: every function below answers with the next state. */
export type DraftState = MemoText & {
  /** The saved text this one was written on top of. */
  base: SavedText
  /** Texts sent since whose answer is not known: what comes back as one of them is nobody else's. */
  sent: MemoText[]
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
  return isSameText(storable(state), state.base)
}

/** A draft of the memo as it was read; what this browser kept of it comes back, and nothing newer is lost by that. */
export function openDraft(memo: SavedText & { savedAt: string | null }, copy: DraftCopy | null): DraftState {
  const { subject, body, revision, savedAt } = memo
  const base = { subject, body, revision }
  const fresh: DraftState = {
    subject,
    body,
    base,
    sent: [],
    savedAt,
    busy: "no",
    isRecorded: false,
    isRestored: false,
    theirs: null,
    error: null,
  }
  if (!copy || isSameText(storable(copy.text), base)) return fresh
  const restored = { ...fresh, ...copy.text, sent: copy.sent, isRestored: true }
  if (copy.base.revision === revision) return restored
  return adopt({ ...restored, base: copy.base }, { ...base, savedByName: null })
}

/**
 * Takes in another, newer version: merged where it can be, set beside where a person has to choose. One that was sent
 * from here, its answer lost on the way, is only what the text now stands on.
 */
export function adopt(state: DraftState, theirs: Theirs): DraftState {
  if (theirs.revision <= state.base.revision) return state
  const isMine = state.sent.some((text) => isSameText(text, theirs))
  const merged = isMine ? {} : mergeTexts(state.base, storable(state), theirs)
  if (!merged) return { ...state, theirs }
  const { savedByName: _, ...base } = theirs
  return { ...state, ...merged, base, sent: [], theirs: null }
}

/** Remembers what is on its way. */
export function send(state: DraftState, { subject, body }: MemoText): DraftState {
  const others = state.sent.filter((text) => !isSameText(text, { subject, body }))
  return { ...state, sent: [...others.slice(-4), { subject, body }] }
}

/** What was sent is saved; what was typed meanwhile is not yet. */
export function accept(
  state: DraftState,
  { subject, body }: MemoText,
  { revision, savedAt }: { revision: number; savedAt: string | null },
): DraftState {
  return { ...state, base: { subject, body, revision }, sent: [], savedAt, theirs: null, error: null }
}

/** What was sent was refused because of another version, or failed. */
export function refuse(state: DraftState, error: ErrorCode, theirs: Theirs | null): DraftState {
  return theirs ? adopt({ ...state, error: null }, theirs) : { ...state, error }
}

/** A person has chosen: my text, theirs, or both bodies one after the other. */
export function settle(state: DraftState, choice: "mine" | "theirs" | "both"): DraftState {
  const { theirs } = state
  if (!theirs) return state
  const { savedByName: _, ...base } = theirs
  const { subject, body } = { mine: state, theirs, both: joinTexts(state, theirs) }[choice]
  return { ...state, subject, body, base, sent: [], theirs: null, error: null }
}
