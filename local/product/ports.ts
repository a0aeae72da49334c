import { createServer, type Server } from "node:net"

/** The product's listeners, named as people and error messages name them. */
export type Port = "app" | "supabase" | "postgres" | "carrier"
export type Ports = Record<Port, number>

/** Where everything listens unless told otherwise, and the variable that chooses another port. */
export const portSettings: Record<Port, { port: number; variable: string; title: string }> = {
  app: { port: 3000, variable: "APP_PORT", title: "the app" },
  supabase: { port: 54321, variable: "SUPABASE_PORT", title: "the local Supabase gateway" },
  postgres: { port: 54322, variable: "POSTGRES_PORT", title: "Postgres" },
  carrier: { port: 3100, variable: "CARRIER_PORT", title: "the local carrier" },
}

/** Raised when something else listens where the product wants to; says which port and how to choose another. */
export class PortTakenError extends Error {
  readonly port: number
  readonly role: Port

  constructor(role: Port, port: number) {
    const { title, variable } = portSettings[role]
    super(`Port ${port}, meant for ${title}, is in use. Choose another with ${variable}=${port + 1}.`)
    this.name = "PortTakenError"
    this.role = role
    this.port = port
  }
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => resolve(server))
  })
}

/**
 * Settles every port before anything starts: 0 becomes a free port, a fixed one is tried. All are held until the last
 * is settled, so that no two are the same. Throws {@link PortTakenError} for the first one in use.
 */
export async function settlePorts(wanted: Ports): Promise<Ports> {
  const settled = { ...wanted }
  const held: Server[] = []
  const roles = Object.keys(portSettings) as Port[]
  // Fixed ports first, so that a free one is never one of them.
  const fixedFirst = roles.toSorted((a, b) => Number(wanted[a] === 0) - Number(wanted[b] === 0))
  try {
    for (const role of fixedFirst) {
      const server = await listen(wanted[role]).catch((error: unknown) => {
        const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE"
        throw isTaken ? new PortTakenError(role, wanted[role]) : error
      })
      held.push(server)
      const address = server.address()
      if (typeof address === "object" && address !== null) settled[role] = address.port
    }
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))))
  }
  return settled
}
