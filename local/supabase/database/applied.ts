/** A row of `supabase_migrations.schema_migrations`. */
export interface Applied {
  version: string
  name: string | null
  /** The whole text as one, when it was applied here; the Supabase CLI keeps one a statement. */
  statements: string[] | null
}

/** The database was made by migrations that are not those of the folder. The message names the first few. */
export class MigrationsDifferError extends Error {
  constructor(differences: string[]) {
    const named = differences.slice(0, 3).join(", ")
    const more = differences.length > 3 ? ` and ${differences.length - 3} more` : ""
    super(`The database was made by other migrations: ${named}${more}`)
    this.name = "MigrationsDifferError"
  }
}

/**
 * What was applied and is now another text or no file any more, each in words. `textOf` gives the text of a version, null
 * when there is none. Blanks and closing semicolons do not count; what was kept in several statements is only looked for.
 */
export function differencesOf(applied: Applied[], textOf: (version: string) => string | null): string[] {
  return applied.flatMap(({ version, name, statements }) => {
    const title = `${version}_${name ?? ""}`
    const text = textOf(version)
    if (text === null) return [`${title} is gone`]
    const [only, ...others] = statements ?? []
    const isKnown = only !== undefined && others.length === 0
    return isKnown && plain(only) !== plain(text) ? [`${title} was rewritten`] : []
  })
}

function plain(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[; ]+$/, "")
}
