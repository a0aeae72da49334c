import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { checkSources } from "../../scripts/source-rules/check.ts"

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "source-rules-"))
})
afterEach(() => rmSync(root, { recursive: true }))

function broken(files: Record<string, string>): string[] {
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), source)
  }
  return checkSources(root).map(({ rule, where }) => `${rule} ${where}`)
}

const drawn = (jsx: string, before = "") =>
  broken({
    "components/a.tsx": `const t = useTranslations("phone")
type Props = { name: string; count: number | null; icon: React.ReactNode; children: React.ReactNode }
export function A({ name, count, icon, children, ...props }: Props) { ${before}
return ${jsx} }`,
  })

describe("text beside something else is found, which a translator would take from React", () => {
  test.each([
    ["written out", "<p>Mute<Icon /></p>"],
    ["translated", `<button><Icon />{t("mute")}</button>`],
    ["chosen", `<button><Icon />{isMuted ? t("muted") : t("mute")}</button>`],
    ["shown at times", `<p><b />{isMuted && t("muted")}</p>`],
    ["or a mark", `<p>{isMuted && <Icon />}{t("mute")}</p>`],
    ["in a fragment", `<>{t("mute")}<Icon /></>`],
    ["put together", "<p>#{props.number}</p>"],
    ["a template", `<p><b />{\`#\${name}\`}</p>`],
    ["a property", "<p><b />{person.name}</p>"],
    ["a fallback", `<p><b />{person.name ?? <i />}</p>`],
    ["a typed prop", "<p><b />{name}</p>"],
    ["a typed prop that may be missing", "<p><b />{count}</p>"],
    ["the result of a function", "<p><b />{duration(3)}</p>"],
    ["two of them", `<p>{t("a")}{t("b")}</p>`],
    ["rich, even alone", `<p>{t.rich("remaining", {})}</p>`],
  ])("%s", (_, jsx) => {
    expect(drawn(jsx)).toContain("text-alone components/a.tsx:4")
  })

  test("also through a name of this file", () => {
    expect(drawn("<p><b />{word}</p>", `const word = t("mute")`)).toEqual(["text-alone components/a.tsx:4"])
  })

  test.each([
    ["alone", `<p>{isMuted ? t("muted") : t("mute")}</p>`],
    ["alone, at times", `<p>{isMuted && t("muted")}</p>`],
    ["alone between line breaks and comments", `<p>\n  {/* why */}\n  {t("mute")}\n</p>`],
    ["in an element of its own", `<p><Icon /><span>{t("mute")}</span></p>`],
    ["rich, taken apart", `<p><RichText>{t.rich("remaining", {})}</RichText></p>`],
  ])("and is let be %s", (_, jsx) => {
    expect(drawn(jsx)).toEqual([])
  })

  test.each([
    ["elements", `<p>{isMuted && <b />}{isOn ? <i /> : null}{icon}</p>`],
    ["children", "<p>{icon}{children}</p>"],
    ["lists", "<p><b />{rows.map((row) => <i key={row} />)}</p>"],
    ["what a function of this file draws", "<p>{row(1)}{row(2)}</p>"],
  ])("and %s are none", (_, jsx) => {
    expect(drawn(jsx, "const row = (id: number) => <b>{id}</b>")).toEqual([])
  })
})

describe("the browser's own clock is found wherever a browser may run", () => {
  test.each(["Date.now()", "new Date()", "Date()"])("%s", (asking) => {
    expect(broken({ "components/a.ts": `"use client"\nexport const at = ${asking}` })).toEqual([
      "one-clock components/a.ts:2",
    ])
  })

  test("also in what a page imports, and in workers", () => {
    const files = {
      "components/a.ts": `"use client"\nimport { at } from "@/lib/x/at"\nexport const load = () => import("@/lib/x/later")\nexport { at }`,
      "lib/x/at.ts": "export const at = () => Date.now()",
      "lib/x/later.ts": "export const later = new Date()",
      "lib/x/beat.worker.ts": "postMessage(Date.now())",
    }
    expect(broken(files).sort()).toEqual(
      ["lib/x/at.ts:1", "lib/x/beat.worker.ts:1", "lib/x/later.ts:1"].map((where) => `one-clock ${where}`),
    )
  })

  test("and not on the server, in the clock itself, nor where a moment is only read", () => {
    const files = {
      "components/a.ts": `"use client"\nimport { now } from "@/lib/clock/page-clock"\nimport { act } from "@/lib/x/actions"\nexport const at = () => [act, new Date(now())]`,
      "lib/clock/page-clock.ts": "export const now = () => Date.now()",
      "lib/x/actions.ts": `"use server"\nexport const act = async () => Date.now()`,
      "lib/x/queries.ts": "export const readAt = Date.now()",
    }
    expect(broken(files)).toEqual([])
  })
})

describe("a key that is read beside the helper is found", () => {
  test.each([
    ["in a prop", `export const a = <i onKeyDown={(event) => event.key === "Escape" && close()} />`],
    ["in a listener", `window.addEventListener("keydown", (e) => e.code === "KeyA")`],
    ["in a function for keys", "export function onKey(event: KeyboardEvent) { return event.keyCode }"],
    ["inside React's event", "export const f = (e: React.KeyboardEvent) => e.nativeEvent.isComposing"],
    ["taken apart", "export const f = (event: KeyboardEvent) => { const { key } = event; return key }"],
    ["taken apart at once", "export const f = ({ key }: KeyboardEvent) => key"],
  ])("%s", (_, source) => {
    expect(broken({ "components/a.tsx": source })).toContain("keys-by-helper components/a.tsx:1")
  })

  test("and not what it gives, nor other events", () => {
    const files = {
      "components/a.tsx": `export const a = <i onKeyDown={(event) => keyOf(event) === "Escape" && event.preventDefault()} />`,
      "components/b.ts": `window.addEventListener("storage", (event) => event.key === "x")`,
      "components/ui/key-press.ts": "export const keyOf = (event: KeyboardEvent) => event.key",
    }
    expect(broken(files)).toEqual([])
  })
})

test("a session that is read beside the page's identity is found", () => {
  const reading = `"use client"\nexport const token = async (client: Client) => (await client.auth.getSession()).data`
  expect(broken({ "components/a.ts": reading, "lib/supabase/browser.ts": reading })).toEqual([
    "own-session components/a.ts:2",
  ])
})

describe("a name under which something is kept is found beside its keys.ts", () => {
  test.each([
    ["of a query", `export const a = () => useQuery({ queryKey: ["labels", id] })`],
    ["of a live list", `export const a = () => useLiveList(topic, "tickets " + inbox, spec)`],
    ["of a list in the store", `export const a = () => store.open("tickets", spec)`],
    ["in the browser's storage", `export const a = () => localStorage.getItem("draft")`],
    ["of a choice", `export const a = new KeptChoice("minimised")`],
    ["of a channel between tabs", `export const a = new BroadcastChannel("session")`],
    ["of a lock", `export const a = () => navigator.locks.request("phone", lead)`],
    ["of a cookie", `export const a = async () => (await cookies()).get("theme")`],
    ["given before", `const key = "draft"; export const a = () => storage().setItem(key, "")`],
  ])("%s", (_, source) => {
    expect(broken({ "components/a.ts": source })).toEqual(["keys-in-one-place components/a.ts:1"])
  })

  test("and not where it comes from there, nor where something else is asked for", () => {
    const files = {
      "components/a.ts": `import { labelsQuery } from "@/lib/x/keys"\nexport const a = () => [useQuery({ queryKey: labelsQuery(id) }), storage.getItem(key), list.find("x"), map.get("x")]`,
      "lib/x/keys.ts": `export const labelsQuery = (id: string) => ["labels", id]\nexport const kept = () => localStorage.getItem("x")`,
    }
    expect(broken(files)).toEqual([])
  })
})

describe("a client that does not know the database is found", () => {
  test.each([
    ["made", `import { createClient } from "@supabase/supabase-js"\nexport const a = createClient(url, key)`],
    [
      "made under another name",
      `import { createServerClient as create } from "@supabase/ssr"\nexport const a = create(url, key)`,
    ],
    [
      "taken",
      `import type { SupabaseClient } from "@supabase/supabase-js"\nexport const a = (c: SupabaseClient) => c`,
    ],
  ])("%s", (_, source) => {
    expect(broken({ "lib/x/a.ts": source })).toEqual(["typed-client lib/x/a.ts:2"])
  })

  test("and not one that does, nor a function of ours with the same name", () => {
    const files = {
      "lib/x/a.ts": `import { createClient, type SupabaseClient } from "@supabase/supabase-js"\nexport const a = (c: SupabaseClient<Database>) => [c, createClient<Database>(url, key)]`,
      "lib/x/b.ts": `import { createServerClient } from "@/lib/supabase/server"\nexport const b = () => createServerClient()`,
    }
    expect(broken(files)).toEqual([])
  })
})
