import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { checkImports } from "../../scripts/import-rules/check.ts"
import { importRules } from "../../scripts/import-rules/rules.ts"

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "import-rules-"))
})
afterEach(() => rmSync(root, { recursive: true }))

function write(files: Record<string, string>): void {
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), source)
  }
}

const brokenRules = () => [...new Set(checkImports(root).map(({ rule }) => rule))]

/** For every rule a tree that breaks it and nothing else. */
const forbidden: Record<string, Record<string, string>> = {
  "components-below-app": {
    "components/a.tsx": `import { page } from "@/app/page"\nexport const a = <p>{page}</p>`,
    "app/page.tsx": "export const page = 1",
  },
  "lib-below-components": {
    "lib/tickets/queries.ts": `import type { Row } from "../../components/inbox/row"\nexport type T = Row`,
    "components/inbox/row.tsx": "export type Row = string",
  },
  "features-below-shell": {
    "components/inbox/list.tsx": `import { useInboxes } from "@/components/shell/inboxes"\nexport const a = useInboxes`,
    "components/shell/inboxes.tsx": "export const useInboxes = 1",
  },
  "session-below-features": {
    "components/session/member.ts": `import type { Row } from "@/components/inbox/row"\nexport type R = Row`,
    "components/inbox/row.tsx": "export type Row = string",
  },
  "primitives-alone": {
    "components/ui/button.tsx": `import type { Member } from "@/lib/members/schema"\nexport type M = Member`,
    "lib/members/schema.ts": "export type Member = string",
  },
  "functions-alone": {
    "supabase/functions/routing/index.ts": `export { name } from "../../../lib/name.ts"`,
    "lib/name.ts": "export const name = 1",
  },
  "functions-not-in-app": {
    "app/page.tsx": `import { serve } from "../supabase/functions/routing/serve"\nexport default serve`,
    "supabase/functions/routing/serve.ts": "export const serve = 1",
  },
  "production-without-local": {
    "lib/env.ts": `export const start = () => import("../local/product/start.ts")`,
    "local/product/start.ts": "export const start = 1",
  },
  "pure-rules": {
    "lib/calls/rules.ts": `import { readFileSync } from "node:fs"\nexport const read = readFileSync`,
  },
  "provider-sdk-in-lib-twilio": {
    "app/api/x/route.ts": `import twilio from "twilio"\nexport const x = twilio`,
  },
  "voice-sdk-in-lib-softphone": {
    "components/phone.tsx": `import type { Device } from "@twilio/voice-sdk"\nexport type D = Device`,
  },
  "voice-sdk-lazily": {
    "lib/softphone/device.ts": `import { Device } from "@twilio/voice-sdk"\nexport const device = Device`,
  },
  "service-client-in-api": {
    "lib/tickets/actions.ts": `import { serviceClient } from "@/lib/supabase/service"\nexport const c = serviceClient`,
    "lib/supabase/service.ts": "export const serviceClient = 1",
  },
  "carrier-alone": {
    "local/carrier/start.ts": `import { x } from "../supabase/start.ts"\nexport const y = x`,
    "local/supabase/start.ts": "export const x = 1",
  },
  "carrier-state-alone": {
    "local/carrier/state/call.ts": `import type { Sender } from "../webhooks/sender.ts"\nexport type S = Sender`,
    "local/carrier/webhooks/sender.ts": "export type Sender = string",
  },
  "local-supabase-alone": {
    "local/supabase/start.ts": `import { x } from "../../lib/env.ts"\nexport const y = x`,
    "lib/env.ts": "export const x = 1",
  },
  "no-cycles": {
    "lib/a.ts": `import { b } from "./b"\nexport const a = () => b`,
    "lib/b.ts": `import { c } from "./c"\nexport const b = () => c`,
    "lib/c.ts": `import { a } from "./a"\nexport const c = () => a`,
  },
  "telling-names": { "lib/utils.ts": "export const x = 1" },
  "no-barrels": { "components/ui/index.ts": "export const x = 1" },
  "kebab-case": { "components/TicketView.tsx": "export const x = 1" },
  "earned-files": {
    "components/inbox/list.tsx": `import { Row } from "./row"\nexport const List = () => <Row />`,
    "components/inbox/row.tsx": "export const Row = () => <p />",
  },
  "folder-size": Object.fromEntries(
    Array.from({ length: 26 }, (_, place) => [`components/inbox/part-${place}.tsx`, "export const x = 1"]),
  ),
  "domain-vocabulary": { "lib/tickets/service.ts": "export const x = 1" },
}

describe("import rules", () => {
  it.each(Object.keys(forbidden))("refuse what %s forbids", (rule) => {
    write(forbidden[rule] ?? {})
    expect(brokenRules()).toEqual([rule])
  })

  it.each([
    ["a type", `import type { B } from "./b"\nexport type A = B[]`],
    ["a type among values", `import { type B } from "./b"\nexport type A = B[]`],
    ["a type where it is used", `export type A = import("./b").B[]`],
    ["the type of a module", `export type A = typeof import("./b")`],
    ["a type passed on", `export type { B } from "./b"\nexport type A = string`],
  ])("count %s as an import: two files that describe each other are a cycle", (_what, a) => {
    write({ "lib/a.ts": a, "lib/b.ts": `import type { A } from "./a"\nexport type B = { a: A }` })
    expect(checkImports(root)).toEqual([
      { rule: "no-cycles", where: "lib/a.ts", message: "imports itself through lib/b.ts → lib/a.ts" },
    ])
  })

  it("are each broken by an example", () => {
    expect(Object.keys(forbidden)).toEqual(expect.arrayContaining(importRules.map(({ name }) => name)))
  })

  it("say where and why", () => {
    write(forbidden["lib-below-components"] ?? {})
    expect(checkImports(root)).toEqual([
      {
        rule: "lib-below-components",
        where: "lib/tickets/queries.ts:1",
        message:
          "must not import components/inbox/row.tsx: lib serves pages and components and knows neither",
      },
    ])
  })

  const lines = (count: number) => "// a line\n".repeat(count)
  const list = `import { Row } from "./row"\nexport const List = Row\n`
  const row = "export const Row = 1\n"

  it.each([
    ["two importers", { "list.tsx": list, "table.tsx": list, "row.tsx": row }],
    [
      "a test of its own",
      { "list.tsx": list, "row.tsx": row, "row.test.ts": `import { Row } from "./row"\nRow` },
    ],
    ["sixty lines", { "list.tsx": list, "row.tsx": row + lines(59) }],
    ["a user that has no room for it", { "list.tsx": list + lines(140), "row.tsx": row + lines(9) }],
    ["a border: its user renders on the server", { "list.tsx": list, "row.tsx": `"use client"\n${row}` }],
    ["being loaded later", { "list.tsx": `export const load = () => import("./row")`, "row.tsx": row }],
    [
      "another feature as its user",
      {
        "list.tsx": list,
        "row.tsx": `export { X } from "../ticket/x"\n${lines(60)}`,
        "../ticket/x.tsx": "export const X = 1",
      },
    ],
  ])("let a file stand for itself by %s", (_, files) => {
    write(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [join("components/inbox", name), text])),
    )
    expect(checkImports(root)).toEqual([])
  })

  it("tell a small file into which other it belongs, also from one folder of a feature to another", () => {
    write({
      "components/inbox/list.tsx": `"use client"\nimport { Row } from "./rows/row"\nexport const List = Row`,
      "components/inbox/rows/row.tsx": `"use client"\n${row}`,
    })
    expect(checkImports(root)).toEqual([
      {
        rule: "earned-files",
        where: "components/inbox/rows/row.tsx",
        message:
          "has one importer, no test of its own and under 60 lines: it belongs into components/inbox/list.tsx",
      },
    ])
  })

  it("let through what the architecture allows", () => {
    write({
      "app/api/twilio/route.ts": `import { serviceClient } from "@/lib/supabase/service"\nimport { sign } from "@/lib/twilio/sign"\nexport const x = [serviceClient, sign]`,
      "lib/supabase/service.ts": "export const serviceClient = 1",
      "lib/twilio/sign.ts": `import twilio from "twilio"\nexport const sign = twilio`,
      "lib/softphone/device.ts": `import type { Device } from "@twilio/voice-sdk"\nexport const load = (): Promise<{ Device: typeof Device }> => import("@twilio/voice-sdk")`,
      "lib/calls/rules.ts": `import { z } from "zod"\nimport { rank } from "../../supabase/functions/_shared/rank"\nexport const x = [z, rank]`,
      "supabase/functions/_shared/rank.ts": `import { z } from "npm:zod@4"\nexport const rank = z`,
      "supabase/functions/routing/index.ts": `import { rank } from "../_shared/rank.ts"\nexport const x = rank`,
      "components/shell/header.tsx": `import { useMember } from "@/components/session/member"\nexport const x = useMember`,
      "components/session/member.ts": `import { cn } from "@/components/ui/badge"\nexport const useMember = cn`,
      "components/ui/badge.tsx": `import { cn } from "@/lib/cn"\nexport { cn }`,
      "lib/cn.ts": "export const cn = 1",
      "local/product/start.ts": `import { x } from "../carrier/start.ts"\nexport const y = x`,
      "local/carrier/start.ts": `import { WebSocket } from "ws"\nexport const x = WebSocket`,
      "lib/calls/rules.test.ts": `import { y } from "../../local/product/start.ts"\nexport const z = y`,
    })
    expect(checkImports(root)).toEqual([])
  })
})
