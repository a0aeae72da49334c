import { describe, expect, it } from "vitest"
import { type Job, runSideBySide } from "../../scripts/checks/side-by-side.ts"
import { Turns } from "../../scripts/checks/turns.ts"

/** Runs the jobs; `end` ends one of them and gives those that run then. */
function start(jobs: Job[], cores: number) {
  const running = new Map<string, () => void>()
  const all = runSideBySide(
    jobs,
    cores,
    ({ name }) =>
      new Promise((resolve) => {
        running.set(name, () => {
          running.delete(name)
          resolve()
        })
      }),
  )
  const names = () => [...running.keys()]
  const end = async (name: string) => {
    running.get(name)?.()
    // What follows from the end is settled before the next timer.
    await new Promise((resolve) => setTimeout(resolve))
    return names()
  }
  return { all, names, end }
}

describe("stages beside each other", () => {
  it("begin in order, two of one core at once; one of two cores has the machine for itself", async () => {
    const { all, names, end } = start(
      [
        { name: "a", cores: 1 },
        { name: "b", cores: 1 },
        { name: "whole", cores: 2 },
        { name: "c", cores: 1 },
        { name: "d", cores: 1 },
      ],
      2,
    )
    expect(names()).toEqual(["a", "b"])
    expect(await end("b")).toEqual(["a"])
    expect(await end("a")).toEqual(["whole"])
    expect(await end("whole")).toEqual(["c", "d"])
    await end("d")
    await end("c")
    await all
  })

  it("wait for the one they come after, and run all the same where there is one core", async () => {
    const jobs = [
      { name: "a", cores: 1 },
      { name: "b", cores: 1, after: "a" },
      { name: "whole", cores: 2 },
    ]
    const two = start(jobs, 2)
    expect(two.names()).toEqual(["a"])
    const one = start(jobs, 1)
    expect(one.names()).toEqual(["a"])
    for (const { all, end } of [two, one]) {
      expect(await end("a")).toEqual(["b"])
      expect(await end("b")).toEqual(["whole"])
      await end("whole")
      await all
    }
  })

  it("do not hide a failure of what runs them", async () => {
    const all = runSideBySide([{ name: "a", cores: 1 }], 2, () => Promise.reject(new Error("no disk")))
    await expect(all).rejects.toThrow("no disk")
  })
})

describe("what they say", () => {
  it("is shown one after the other: the first as it comes, the rest when its turn has come", () => {
    let shown = ""
    const turns = new Turns((text) => {
      shown += text
    })
    const [first, second, third] = [turns.open(), turns.open(), turns.open()]
    second.write("2a ")
    first.write("1a ")
    expect(shown).toBe("1a ")
    third.write("3a ")
    third.close()
    second.write("2b ")
    first.close()
    expect(shown).toBe("1a 2a 2b ")
    second.write("2c ")
    second.close()
    expect(shown).toBe("1a 2a 2b 2c 3a ")
  })
})
