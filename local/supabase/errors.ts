/** A port the stack was told to use is taken. `port` and `role` (what would have listened there) are for the message to a person. */
export class PortTakenError extends Error {
  readonly port: number
  readonly role: string
  constructor(port: number, role: string) {
    super(`Port ${port} (${role}) is already in use. Free it, or choose another port for ${role}.`)
    this.name = "PortTakenError"
    this.port = port
    this.role = role
  }
}

/** Another live process already runs a stack on the same data directory. */
export class StackRunningError extends Error {
  readonly pid: number
  constructor(dataDir: string, pid: number) {
    super(
      `A local Supabase already runs on ${dataDir} (process ${pid}). Stop it first, or use another directory.`,
    )
    this.name = "StackRunningError"
    this.pid = pid
  }
}

/** A program the stack needs has no binary for this machine. The message names the ways out. */
export class MissingBinaryError extends Error {
  constructor(what: string) {
    super(
      `${what} has no binary for ${process.platform}-${process.arch}. Two ways out: ` +
        "run Supabase in Docker with `npx supabase start`, or create a hosted project on supabase.com; " +
        "then set SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY and SUPABASE_DB_URL.",
    )
    this.name = "MissingBinaryError"
  }
}

/** A child process ended or did not become ready in time. Carries the end of its log. */
export class ChildFailedError extends Error {
  constructor(name: string, why: string, logTail: string) {
    super(`${name} ${why}${logTail === "" ? "" : `\n${logTail}`}`)
    this.name = "ChildFailedError"
  }
}
