import { expect, test } from "vitest"
import { ticketNumberIn } from "./ticket-number"

test.each(["10482", " #10482 ", "＃１０４８２"])("a ticket number is understood as typed: %s", (typed) => {
  expect(ticketNumberIn(typed)).toBe(10482)
})

test.each(["", "#", "0123", "03-1234-5678", "保留", "9999999999999999"])(
  "other things are none: %s",
  (typed) => {
    expect(ticketNumberIn(typed)).toBeNull()
  },
)
