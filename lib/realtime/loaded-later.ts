/** A module that is loaded with its first use, for what is wanted only after the page is usable. */
export type LoadedLater<Module> = {
  /** Loads it, once. */
  load(): Promise<Module>
  /** What was loaded; throws before that, which a list answers with a reading. */
  here(): Module
}

/** See {@link LoadedLater}; `load` imports the module. */
export function loadedLater<Module>(load: () => Promise<Module>): LoadedLater<Module> {
  let loaded: Module | null = null
  return {
    async load() {
      loaded ??= await load()
      return loaded
    },
    here() {
      if (!loaded) throw new Error("not loaded yet")
      return loaded
    },
  }
}
