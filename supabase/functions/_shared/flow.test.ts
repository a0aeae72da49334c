import { expect, test } from "vitest"
import { flowDefinition } from "./flow.ts"

const template = {
  kind: "template",
  queue_id: "5f0d9a52-1f2b-4c9e-8f11-0e3b7f7b2d10",
  recording_notice: true,
  greeting: "お電話ありがとうございます。\n少々お待ちください。😀",
  closed_message: "本日の受付は終了しました。",
  no_answer_message: "ただいま電話に出ることができません。",
}

test("[S1] a flow's texts may be whatever can be spoken", () => {
  expect(flowDefinition.safeParse(template).success).toBe(true)
  expect(flowDefinition.safeParse({ ...template, greeting: null }).success).toBe(true)
})

test.each(["\u000b", "\u0000", "\u001f", "\ud800", "\uffff"])(
  "[S1] a text with %j is refused where it is written",
  (stray) => {
    for (const name of ["greeting", "closed_message", "no_answer_message"] as const) {
      expect(flowDefinition.safeParse({ ...template, [name]: `お電話${stray}ありがとう` }).success).toBe(
        false,
      )
    }
  },
)
