import { createServer } from "node:net"

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

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address()
      const bound = typeof address === "object" && address !== null ? address.port : port
      server.close(() => resolve(bound))
    })
  })
}

/**
 * Settles every port before anything starts: 0 becomes a free port, a fixed one is tried.
 * Throws {@link PortTakenError} for the first one in use.
 */
export async function settlePorts(wanted: Ports): Promise<Ports> {
  const settled = { ...wanted }
  const roles = Object.keys(portSettings) as Port[]
  // Fixed ports first, so that a free one is never one of them.
  const fixedFirst = roles.toSorted((a, b) => Number(wanted[a] === 0) - Number(wanted[b] === 0))
  for (const role of fixedFirst) {
    try {
      settled[role] = await listenOnce(wanted[role])
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
        throw new PortTakenError(role, wanted[role])
      throw error
    }
  }
  return settled
}
