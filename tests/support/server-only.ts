/** Stands in for the `server-only` guard package outside of Next. */
export {}
