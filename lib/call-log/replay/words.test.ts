import { createTranslator } from "next-intl"
import { describe, expect, test } from "vitest"
import { type Locale, locales } from "@/lib/i18n/locales"
import { loadMessages } from "@/lib/i18n/messages"
import { legEndCause } from "@/supabase/functions/_shared/calls/events"
import {
  callOutcome,
  closedOfferState,
  type Fact,
  fact,
  legRole,
  offerPurpose,
  supervisionMode,
  verdict,
} from "@/supabase/functions/_shared/calls/facts"
import { stepsOf } from "./steps"
import { samples } from "./testing/samples"
import { causeOf, type Names, wordsOf } from "./words"

const kinds = fact.options.map((option) => option.shape.kind.value)

test("the samples hold every kind of fact, with each state, mode and outcome it may have", () => {
  const has = (kind: Fact["kind"], field: string) =>
    new Set(samples.flatMap((one) => (one.kind === kind ? [(one as Record<string, unknown>)[field]] : [])))
  expect([...new Set(samples.map(({ kind }) => kind))].toSorted()).toEqual(kinds.toSorted())
  for (const option of fact.options) {
    for (const [field, schema] of Object.entries(option.shape)) {
      if (!("options" in schema) || field === "purpose" || field === "reason") continue
      const kind = option.shape.kind.value
      // Of a step of a flow each kind has its words.
      const options = schema.options as (string | { shape: { kind: { value: string } } })[]
      const wanted = options.map((one) => (typeof one === "string" ? one : one.shape.kind.value))
      const found = [...has(kind, field)].map((one) => (one as { kind?: string })?.kind ?? one)
      expect([...new Set(found)].toSorted(), field).toEqual(wanted.toSorted())
    }
  }
})

test("[K5] every verdict, state, purpose and outcome has its word", async () => {
  const { calls } = await loadMessages("ja", ["calls"])
  const open = ["announced", "acknowledged", "ringing"]
  const spelled: [object, readonly string[]][] = [
    [calls.verdict, verdict.options],
    [calls.offer, [...open, ...closedOfferState.options]],
    [calls.offerPurpose, offerPurpose.options],
    [calls.chosenBy, offerPurpose.options],
    [calls.role, legRole.options],
    [calls.supervision, supervisionMode.options],
    [calls.outcome, callOutcome.options],
  ]
  for (const [words, options] of spelled)
    expect(Object.keys(words).toSorted()).toEqual([...options].toSorted())
})

test("[K1] why a leg ended has its word, whether the provider says it, an offer or the rules", async () => {
  const { calls } = await loadMessages("ja", ["calls"])
  const said = [...legEndCause.options, ...closedOfferState.options.filter((state) => state !== "accepted")]
  expect(said.filter((cause) => causeOf(cause) === "other")).toEqual([])
  expect(causeOf("something new")).toBe("other")
  for (const cause of Object.keys(calls.cause)) expect(causeOf(cause)).toBe(cause)
})

describe.each(locales)("in %s", (locale: Locale) => {
  test("[K1][K9] every fact has its words, with everything they need", async () => {
    const t = createTranslator({
      locale,
      messages: await loadMessages(locale, ["calls"]),
      namespace: "calls.fact",
      onError: (error) => {
        throw error
      },
    })
    const names: Names = {
      member: (id) => `<member ${id.slice(-1)}>`,
      customer: "<customer>",
      outside: () => "<outside>",
      queue: () => "<queue>",
      cause: (cause) => `<${cause}>`,
      reason: (reason) => `<${reason}>`,
    }
    const said = stepsOf(samples).map(({ fact: one, call }) => {
      const { key, values } = wordsOf(one, call, names)
      return t(key, values)
    })
    for (const text of said) expect(text).not.toBe("")
    expect(said[0]).toContain("<customer>")
    expect(said.some((text) => text.includes("<outside>"))).toBe(true)
  })
})
