import { describe, expect, it } from "vitest"
import { readBehaviours, readTitles } from "../../scripts/ids/read.ts"

describe("behaviour ids", () => {
  it("are read from the tables of the page", () => {
    const page =
      "# Title\n| id | behaviour | proof |\n|---|---|---|\n| C4 | Paste dials once | proof |\n| K10 | Leaks |\n"
    expect(readBehaviours(page)).toEqual([
      { id: "C4", text: "Paste dials once" },
      { id: "K10", text: "Leaks" },
    ])
  })

  it("are found in titles, several at once, over line ends and with each", () => {
    // Put together here, so that this file proves none of them itself.
    const source = [
      "it('[",
      "A1] one')\ntest(\n  `[",
      "K3][",
      'K4] two`)\nit.each([1])("[',
      "B1, B2] three\")\nit('none')",
    ]
    const titles = readTitles("a.test.ts", source.join(""))
    expect(titles.map(({ ids }) => ids)).toEqual([["A1"], ["K3", "K4"], ["B1", "B2"]])
  })
})
