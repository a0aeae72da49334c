import { existsSync } from "node:fs"
import { registerHooks } from "node:module"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { root } from "../local/product/paths.ts"

// What drives the product here reads some of its modules, which name each other the way the app's bundler understands: from the
// root as `@/`, and without `.ts`.
registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith("@/")) return next(specifier, context)
    const file = join(root, specifier.slice(2))
    return next(pathToFileURL(existsSync(file) ? file : `${file}.ts`).href, context)
  },
})
await import("./run.ts")
