import { describe, expect, test } from "vitest"
import en from "@/lib/i18n/messages/en/transfer.json"
import ja from "@/lib/i18n/messages/ja/transfer.json"
import { presenceStates } from "@/lib/presence/rules"
import { requestRefusals } from "@/supabase/functions/_shared/calls/request-refusals"
import { isRequestRefusal, obstacleOf } from "./rules"

test("[F2][G1] every reason why nothing of a request is done has words, in either language, and nothing else is a reason", () => {
  expect(Object.keys(ja.refusals).toSorted()).toEqual(requestRefusals.toSorted())
  expect(Object.keys(en.refusals).toSorted()).toEqual(requestRefusals.toSorted())
  expect(isRequestRefusal("busy")).toBe(true)
  expect(isRequestRefusal("offer_closed")).toBe(false)
  expect(isRequestRefusal(null)).toBe(false)
})

describe("[F2] a colleague", () => {
  test("may be asked only while available", () => {
    const may = presenceStates.filter((state) => obstacleOf(state, true) === null)
    expect(may).toEqual(["available"])
  })

  test("without a role in the call's inbox may not, and that is why", () => {
    expect(new Set(presenceStates.map((state) => obstacleOf(state, false)))).toEqual(
      new Set(["no_inbox_role"]),
    )
  })
})
