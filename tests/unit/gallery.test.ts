import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { phoneSamples } from "@/components/gallery/phone-fixtures"
import type { Stage } from "@/lib/softphone/stage"

const folder = (name: string) => new URL(`../../components/${name}/`, import.meta.url)

/** Parts without a look: where they stand nothing is drawn. */
const lookless = ["boundary", "contents", "rich-text"]

test("the gallery shows every primitive", () => {
  const shown = readdirSync(folder("gallery"))
    .map((file) => readFileSync(new URL(file, folder("gallery")), "utf8"))
    .join("\n")
  const primitives = readdirSync(folder("ui")).flatMap((file) => /^(.*)\.tsx$/.exec(file)?.[1] ?? [])
  expect(primitives.length).toBeGreaterThan(20)
  const missing = primitives.filter((name) => !shown.includes(`"@/components/ui/${name}"`))
  expect(missing.toSorted()).toEqual(lookless)
})

test("the gallery shows the phone in every stage, and each sample under a name of its own", () => {
  const samples = phoneSamples(0)
  const every: Record<Stage["name"], true> = {
    idle: true,
    offered: true,
    ringing: true,
    connecting: true,
    interrupted: true,
    dialling: true,
    talking: true,
    after_call: true,
    supervising: true,
    elsewhere: true,
  }
  const shown = new Set(samples.map(({ view }) => view.phone.stage.name))
  expect([...shown].toSorted()).toEqual(Object.keys(every).toSorted())
  expect(new Set(samples.map(({ name }) => name)).size).toBe(samples.length)
})
