import { expect, test } from "vitest"
import { clientOrigin, isOpenPath, isReadablePath, newPasswordProblem, safeNext } from "./rules"

test("only the pages for signing in are open to people without a session", () => {
  expect(isOpenPath("/sign-in")).toBe(true)
  expect(isOpenPath("/")).toBe(false)
  expect(isOpenPath("/sign-in/anything")).toBe(false)
  expect(isOpenPath("/reset-password")).toBe(false)
})

test.each(["/tickets/10482", "/inboxes/a/open?x=1#y"])(
  "after signing in one goes on to the page asked for: %s",
  (next) => {
    expect(safeNext(next)).toBe(next)
  },
)

test("what an address cannot hold is escaped, so that a header can carry it", () => {
  expect(safeNext("/inboxes/日本語?q=あ#い")).toBe(
    "/inboxes/%E6%97%A5%E6%9C%AC%E8%AA%9E?q=%E3%81%82#%E3%81%84",
  )
  expect(safeNext("/tickets/\ud800")).toBe("/tickets/%EF%BF%BD")
})

test.each([
  "https://elsewhere.example",
  "//elsewhere.example",
  "/\\elsewhere.example",
  "/\t/elsewhere.example",
  "javascript:alert(1)",
  "/sign-in?next=/sign-in",
  "/auth/sign-out",
  "/auth/../auth/sign-out",
  "/x/../api/tick",
  "/api/health",
  "/%61uth/sign-out",
  "/%2Felsewhere.example",
  "/tickets/%E0%A4%A",
  "/tickets/\0x",
  "/_next/static/x.js",
  "/.//elsewhere.example",
  ["/tickets/1", "/tickets/2"],
  "",
  undefined,
])("but never to another site nor in a circle: %s", (next) => {
  expect(safeNext(next)).toBe("/")
})

test("a new password needs ten characters and the same ones twice", () => {
  expect(newPasswordProblem("123456789", "123456789")).toBe("tooShort")
  expect(newPasswordProblem("1234567890", "1234567891")).toBe("mismatch")
  expect(newPasswordProblem("1234567890", "1234567890")).toBeNull()
})

test.each(["/", "/tickets/1", "/inboxes/%E6%97%A5%E6%9C%AC/open", "/100%25"])(
  "the path %s can be read",
  (path) => {
    expect(isReadablePath(path)).toBe(true)
  },
)

test.each(["/tickets/%E0%A4%A", "/%", "/tickets/%ff", "/tickets/%00", "/%ed%a0%80"])(
  "the path %s names nothing",
  (path) => {
    expect(isReadablePath(path)).toBe(false)
  },
)

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["198.51.100.1, 203.0.113.7", "203.0.113.7"],
  ["spoofed,203.0.113.7 ", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:DB8:1:2::9", "2001:db8:1:2"],
  ["2001:db8::9", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["not:an:address", "not:an:address"],
  ["", "here"],
  [null, "here"],
])("a request forwarded for %s is counted for %s", (forwarded, origin) => {
  expect(clientOrigin(forwarded)).toBe(origin)
})
