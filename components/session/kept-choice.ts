type ChoiceStorage = Pick<Storage, "getItem" | "setItem">

/**
 * A choice of the person at this browser, kept in its storage under one key and followed by components through `watch` and
 * `read`. Where the browser keeps nothing, full or forbidden, it holds for as long as the page does.
 */
export class KeptChoice {
  private readonly key: string
  private readonly storage: () => ChoiceStorage
  private readonly watchers = new Set<() => void>()
  /** What was chosen and could not be kept. */
  private unkept: string | null = null

  constructor(key: string, storage: () => ChoiceStorage = () => localStorage) {
    this.key = key
    this.storage = storage
  }

  readonly watch = (watcher: () => void) => {
    this.watchers.add(watcher)
    return () => void this.watchers.delete(watcher)
  }

  /** What was chosen last; null before anything was. */
  readonly read = (): string | null => {
    if (this.unkept !== null) return this.unkept
    try {
      return this.storage().getItem(this.key)
    } catch {
      return null
    }
  }

  choose(value: string) {
    try {
      this.storage().setItem(this.key, value)
      this.unkept = null
    } catch {
      this.unkept = value
    }
    for (const watcher of this.watchers) watcher()
  }
}
