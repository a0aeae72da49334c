import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { KnownNames, nameAmong } from "./known-names"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const asked: string[][] = []
  const book = new Map([
    ["a", "久保田"],
    ["b", "大野"],
  ])
  let isDown = false
  const names = new KnownNames(async (ids) => {
    asked.push(ids)
    if (isDown) throw new Error("no answer")
    return ids.flatMap((id) => (book.has(id) ? [{ id, name: book.get(id) ?? "", company: null }] : []))
  })
  const nameOf = (...ids: (string | null)[]) => nameAmong(names.current(), ids).contactName
  return {
    asked,
    book,
    names,
    nameOf,
    fail: (next: boolean) => {
      isDown = next
    },
  }
}

test("[K13] names are asked for once, together, and kept, also that one is not to be known", async () => {
  const { asked, names, nameOf } = setUp()
  names.want(["a", null, "b"])
  names.want(["a", "not mine"])
  await vi.advanceTimersByTimeAsync(20)
  names.want(["a", "not mine"])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toEqual([["a", "b", "not mine"]])
  expect([nameOf("a"), nameOf(null, "not mine"), nameOf("not mine", "b")]).toEqual(["久保田", null, "大野"])
})

test("[K13] what the server or a list has read is not asked for", async () => {
  const { asked, names, nameOf } = setUp()
  const told = vi.fn()
  names.watch(told)
  names.seed([{ id: "a", name: "久保田", company: null }])
  expect(told).not.toHaveBeenCalled()
  names.learn([{ id: "b", name: "大野", company: "工務店" }])
  expect(told).toHaveBeenCalledOnce()
  names.want(["a", "b"])
  await vi.advanceTimersByTimeAsync(20)
  expect(asked).toEqual([])
  expect(nameOf("b")).toBe("大野")
})

test("[K7] a contact that changed is read again where it is known, all of them when rights changed", async () => {
  const { asked, book, names, nameOf } = setUp()
  names.want(["a", "not mine"])
  await vi.advanceTimersByTimeAsync(20)
  book.set("a", "久保田 浩二")
  names.outdate("a")
  names.outdate("of nobody here")
  await vi.advanceTimersByTimeAsync(20)
  expect(nameOf("a")).toBe("久保田 浩二")
  book.set("not mine", "now mine")
  names.outdateAll()
  await vi.advanceTimersByTimeAsync(20)
  expect(nameOf("not mine")).toBe("now mine")
  expect(asked).toEqual([["a", "not mine"], ["a"], ["a", "not mine"]])
})

test("what could not be read is asked for again", async () => {
  const { asked, names, nameOf, fail } = setUp()
  fail(true)
  names.want(["a"])
  await vi.advanceTimersByTimeAsync(20)
  fail(false)
  await vi.advanceTimersByTimeAsync(5000)
  expect(asked).toEqual([["a"], ["a"]])
  expect(nameOf("a")).toBe("久保田")
})
