export {}

declare const Deno: { serve: (handler: (request: Request) => Promise<Response>) => void }

// Answers what it was asked. Only for callers with a valid token (verify_jwt is on by default).
Deno.serve(async (request) => {
  const { pathname, search } = new URL(request.url)
  return Response.json({ method: request.method, path: `${pathname}${search}`, body: await request.text() })
})
