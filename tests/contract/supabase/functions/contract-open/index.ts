export {}

declare const Deno: {
  serve: (handler: (request: Request) => Promise<Response>) => void
  exit: (code: number) => never
  env: { get: (name: string) => string | undefined }
  writeTextFile: (path: string, text: string) => Promise<void>
  readTextFile: (path: string) => Promise<string>
  connect: (address: { hostname: string; port: number }) => Promise<unknown>
  Command: new (program: string) => { output: () => Promise<unknown> }
}

/** The name of the error `act` ends with, or "done". */
async function tryTo(act: () => Promise<unknown>): Promise<string> {
  try {
    await act()
    return "done"
  } catch (error) {
    return error instanceof Error ? error.name : String(error)
  }
}

// For everybody. Tells which of the things a function need not do it was able to do, and ends itself when asked to.
Deno.serve(async (request) => {
  if (request.headers.get("x-crash") === "yes") Deno.exit(3)
  return Response.json({
    hasUrl: (Deno.env.get("SUPABASE_URL") ?? "") !== "",
    hasKeys: ["SUPABASE_ANON_KEY", "SUPABASE_SERVICE_ROLE_KEY"].every(
      (name) => (Deno.env.get(name) ?? "") !== "",
    ),
    unset: String(Deno.env.get("NOBODY_SET_THIS")),
    home: String(Deno.env.get("npm_config_user_agent")),
    write: await tryTo(() => Deno.writeTextFile("/tmp/contract-open", "x")),
    read: await tryTo(() => Deno.readTextFile("/etc/passwd")),
    run: await tryTo(() => new Deno.Command("/bin/true").output()),
    reachOthers: await tryTo(() => Deno.connect({ hostname: "127.0.0.1", port: 1 })),
  })
})
