import { expect, test } from "vitest"
import { camelCased, snakeCased } from "./spelling.ts"

test("keys take the other side's spelling, values stay as they are", () => {
  const row = { id: 1, leg_id: "a", after_call_until: null, kept_as_it_is: { inner_key: "leg_id" } }
  const object = { id: 1, legId: "a", afterCallUntil: null, keptAsItIs: { inner_key: "leg_id" } }
  expect(camelCased(row)).toEqual(object)
  expect(snakeCased(object)).toEqual(row)
})
