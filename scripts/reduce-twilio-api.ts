import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

/**
 * Makes the property lists the carrier is checked against (tests/contract/carrier/twilio-api.json) from Twilio's own description
 * of its 2010-04-01 API: `node scripts/reduce-twilio-api.ts <openapi.json>`. Of each operation the parameters and the answer's
 * schema, of each schema the properties with what their values may be.
 */
const target = fileURLToPath(new URL("../tests/contract/carrier/twilio-api.json", import.meta.url))

type Property = {
  type?: string
  nullable?: boolean
  pattern?: string
  enum?: string[]
  format?: string
  $ref?: string
}
type Operation = {
  body: string[]
  query: string[]
  responses: Record<string, { $ref?: string; properties?: Record<string, unknown> }>
}
type Description = {
  paths: Record<string, Record<string, Operation>>
  schemas: Record<string, { type?: string; enum?: string[]; properties?: Record<string, Property> }>
}

const nameOf = (reference: string) => reference.split("/").at(-1) ?? ""

function reduce({ paths, schemas }: Description) {
  const property = ({ $ref, type, nullable = false, pattern, enum: values, format }: Property) => ({
    type: $ref ? (schemas[nameOf($ref)]?.type ?? "string") : type,
    nullable,
    pattern,
    format,
    values: $ref ? schemas[nameOf($ref)]?.enum : values,
  })
  const operations = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, { body, query, responses }]) => {
      const [answer] = Object.values(responses)
      const list = Object.entries(answer?.properties ?? {}).find(
        ([, value]) => (value as { type?: string }).type === "array",
      )
      const item = (list?.[1] as { items?: { $ref?: string } } | undefined)?.items?.$ref
      const schema = answer?.$ref ?? item
      return {
        verb: verb.toUpperCase(),
        path: path.replace("/2010-04-01/Accounts/{AccountSid}", ""),
        parameters: [...body, ...query].sort(),
        answer: schema ? nameOf(schema) : null,
        list: list?.[0] ?? null,
      }
    }),
  )
  const shapes = Object.entries(schemas).flatMap(([name, { properties }]) =>
    properties
      ? [[name, Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, property(value)]))]]
      : [],
  )
  return { operations, schemas: Object.fromEntries(shapes) }
}

const [source = ""] = process.argv.slice(2)
const description = JSON.parse(readFileSync(source, "utf8")) as Description
writeFileSync(target, `${JSON.stringify(reduce(description), null, 1)}\n`)
