import { expect, test } from "vitest"
import { OriginLimit } from "./limits.ts"

test("an address of the network has so many requests within five minutes, and gets them back evenly", () => {
  const limit = new OriginLimit(30)
  for (let request = 0; request < 30; request++) limit.take("203.0.113.7", 0)
  expect(() => limit.take("203.0.113.7", 0)).toThrow("rate limit")
  limit.take("203.0.113.8", 0)
  expect(() => limit.take("203.0.113.7", 9_900)).toThrow("rate limit")
  limit.take("203.0.113.7", 10_000)
  expect(() => limit.take("203.0.113.7", 10_000)).toThrow("rate limit")
  for (let request = 0; request < 30; request++) limit.take("203.0.113.7", 310_000)
})
