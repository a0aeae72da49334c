import { tokenClaims } from "./token-claims"

/** Whose session this browser holds, seen from the page: the person it was made for, nobody's, or another's. */
export type Standing = "own" | "nobody" | "other"

/** What a look at the browser's session found; `unknown` when it has run out and nobody could be asked for another. */
export type Seen = { accessToken: string } | "nobody" | "other" | "unknown"

/**
 * Whom a page believes it shows and writes for, beside the session its requests carry. They part when somebody signs in
 * or out in another tab of the same browser, or when the session ends. Fits `useSyncExternalStore`.
 */
export class PageIdentity {
  private owner: string | null = null
  private standing: Standing = "own"
  private readonly watchers = new Set<() => void>()

  /** The page was made for the person with this id of Auth; until then nothing is compared. */
  begin(userId: string) {
    this.owner = userId
    this.become("own")
  }

  readonly ownerId = (): string | null => this.owner

  readonly current = (): Standing => this.standing

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  /** Takes in what the browser holds now, and says whose it is. What is not known changes nothing. */
  judge(seen: Seen): Standing {
    if (this.owner !== null && seen !== "unknown") this.become(this.whose(seen))
    return this.standing
  }

  /** Whether a token is the owner's; another person's is taken in. */
  isOwn(accessToken: string): boolean {
    const standing = this.whose({ accessToken })
    if (standing !== "nobody") this.judge({ accessToken })
    return standing === "own"
  }

  private whose(seen: Exclude<Seen, "unknown">): Standing {
    if (typeof seen === "string") return seen
    const subject = tokenClaims(seen.accessToken)?.sub
    // What is no token of a person is the project's key: nobody's.
    if (subject === undefined) return "nobody"
    return subject === this.owner ? "own" : "other"
  }

  private become(standing: Standing) {
    if (standing === this.standing) return
    this.standing = standing
    for (const watcher of this.watchers) watcher()
  }
}

/** The page's one identity. */
export const pageIdentity = new PageIdentity()
