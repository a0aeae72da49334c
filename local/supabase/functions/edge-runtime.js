// Loaded before a function: the part of hosted Supabase's runtime that Deno itself does not have.
globalThis.EdgeRuntime = {
  /** Work that may go on after the answer. The process lives on anyway; only a failure must not end it. */
  waitUntil(promise) {
    Promise.resolve(promise).catch((error) => console.error("waitUntil:", error))
  },
}
