import { readdirSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { applyText, type Routine } from "./routine.ts"

/** A file of `supabase/routines`: its path below that folder, its text, and the routines it makes. */
export interface RoutineFile {
  path: string
  text: string
  routines: Routine[]
}

/**
 * Reads `<area>/<name>.sql` of the folder, in the order of their paths.
 * @throws Error of a file that lies elsewhere, makes no routine of its name, or one of another, or grants another's; and of
 * a routine that two files make.
 */
export function readRoutines(folder: string): RoutineFile[] {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".sql"))
    .map((path) => path.replaceAll("\\", "/"))
    .toSorted()
  const owner = new Map<string, string>()
  return paths.map((path) => {
    if (path.split("/").length !== 2) throw new Error(`${path} does not lie in an area: <area>/<name>.sql`)
    const text = readFileSync(join(folder, path), "utf8")
    const routines = routinesOf(path, text)
    for (const { name } of routines) {
      const other = owner.get(name)
      if (other !== undefined) throw new Error(`${name} is made by ${other} and by ${path}`)
      owner.set(name, path)
    }
    return { path, text, routines }
  })
}

/** The routines one file makes, all of its name. Throws as {@link readRoutines} says. */
export function routinesOf(path: string, text: string): Routine[] {
  const made = new Map<string, Routine>()
  let names: string[]
  try {
    names = applyText(made, text)
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error })
  }
  const wanted = basename(path, ".sql")
  const stranger = [...made.keys()].find((name) => name.split(".")[1] !== wanted)
  if (stranger !== undefined) throw new Error(`${path} makes ${stranger}`)
  const twice = names.find((name, place) => names.indexOf(name) !== place)
  if (twice !== undefined) throw new Error(`${path} makes ${twice} twice`)
  if (made.size === 0) throw new Error(`${path} makes no routine`)
  return [...made.values()]
}
