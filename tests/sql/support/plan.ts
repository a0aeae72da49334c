import type pg from "pg"

interface PlanNode {
  "Node Type": string
  "Relation Name"?: string
  "Index Name"?: string
  Plans?: PlanNode[]
}

/**
 * The plan of the one statement inside a function, as the function runs it: with the rights of the connection's present
 * role, and parameters unknown when it is planned.
 */
export async function planOf(
  client: pg.ClientBase,
  name: string,
  values: Record<string, unknown>,
): Promise<PlanNode[]> {
  const { rows } = await client.query<{ body: string; names: string[] | null; types: string[] }>(
    `select prosrc as body, proargnames[1:pronargs] as names, array(select format_type(t, null) from unnest(proargtypes) t) as types
     from pg_proc where oid = to_regproc($1)`,
    [name],
  )
  const [found] = rows
  if (!found) throw new Error(`there is no function ${name}`)
  const names = found.names ?? []
  const query = /return (?:query\s)?\s*(.*);\s*end\s*$/s.exec(found.body)?.[1] ?? found.body
  const body = names.reduce(
    (text, argument, index) => text.replaceAll(new RegExp(`\\b${argument}\\b`, "g"), `$${index + 1}`),
    query,
  )
  await client.query("set local plan_cache_mode = force_generic_plan")
  await client.query(`prepare planned ${names.length > 0 ? `(${found.types.join(", ")})` : ""} as ${body}`)
  const given = names.map((argument) => (values[argument] == null ? "null" : `'${values[argument]}'`))
  const explained = await client.query(
    `explain (format json) execute planned ${given.length > 0 ? `(${given.join(", ")})` : ""}`,
  )
  await client.query("deallocate planned")
  return flatten(explained.rows[0]["QUERY PLAN"][0].Plan)
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)]
}

/** The large tables a plan reads from end to end. */
export function fullScans(plan: PlanNode[], large: string[]): string[] {
  return plan
    .filter((node) => node["Node Type"] === "Seq Scan" && large.includes(node["Relation Name"] ?? ""))
    .map((node) => `Seq Scan on ${node["Relation Name"]}`)
}

/** The indexes a plan uses. */
export function indexes(plan: PlanNode[]): string[] {
  return plan.flatMap((node) => node["Index Name"] ?? [])
}
