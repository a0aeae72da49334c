import { listSources } from "../import-rules/graph.ts"
import type { Violation } from "../import-rules/violation.ts"
import { checkBareText } from "./bare-text.ts"
import { checkKeyPresses } from "./key-presses.ts"
import { checkKeys } from "./named-keys.ts"
import { browserFiles, checkClock } from "./one-clock.ts"
import { checkOwnSession } from "./own-session.ts"
import { readSource } from "./syntax.ts"
import { checkTypedClient } from "./typed-client.ts"

/** Checks what pages are made of below `root`: texts stand alone, one clock is asked, pressed keys and the session are read in one place, what is kept has its name from a `keys.ts`. */
export function checkSources(root: string): Violation[] {
  const files = listSources(root).filter(
    (file) => /^(app|components|lib)\//.test(file) && !/\.test\.tsx?$/.test(file),
  )
  const inBrowser = browserFiles(root, files)
  return files.flatMap((file) => {
    const source = readSource(root, file)
    return [
      ...checkBareText(source),
      ...checkKeyPresses(source),
      ...checkKeys(source),
      ...checkTypedClient(source),
      ...(inBrowser.has(file) ? [...checkClock(source), ...checkOwnSession(source)] : []),
    ]
  })
}
