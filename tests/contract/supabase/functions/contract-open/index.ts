// For everybody. Tells which of the things a function must not do it was able to do.
async function tryTo(act: () => unknown): Promise<string> {
  try {
    await act()
    return "done"
  } catch (error) {
    return error instanceof Error ? error.name : String(error)
  }
}

Deno.serve(async (request) => {
  if (request.headers.get("x-crash") === "yes") Deno.exit(3)
  return Response.json({
    hasUrl: (Deno.env.get("SUPABASE_URL") ?? "") !== "",
    write: await tryTo(() => Deno.writeTextFile("/tmp/contract-open", "x")),
    readSecrets: await tryTo(() => Deno.readTextFile("/etc/passwd")),
    run: await tryTo(() => new Deno.Command("true").output()),
    reachOthers: await tryTo(() => Deno.connect({ hostname: "127.0.0.1", port: 1 })),
  })
})
