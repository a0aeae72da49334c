import { expect, test } from "vitest"
import { listEndpoints } from "./catalog.ts"
import { endpoints } from "./matrix.ts"

// What the endpoints answer to whom is asked of the running app, by tests/integration/leaks.test.ts.
test("[K10] every endpoint of the app has a row in the matrix, and every row an endpoint", () => {
  expect(Object.keys(endpoints).sort()).toEqual(listEndpoints())
})
