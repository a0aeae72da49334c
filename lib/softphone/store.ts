/** A value that components follow with `useSyncExternalStore`. */
export class Store<T> {
  private value: T
  private readonly watchers = new Set<() => void>()

  constructor(value: T) {
    this.value = value
  }

  readonly get = (): T => this.value

  set(value: T) {
    if (Object.is(value, this.value)) return
    this.value = value
    for (const watcher of this.watchers) watcher()
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }
}
