import { createServer } from "node:net"
import { PortTakenError } from "./errors.ts"

/**
 * Resolves to a port on 127.0.0.1 that is free now: `wanted` itself, or any when `wanted` is 0.
 * @throws PortTakenError naming `wanted` and `role` when something listens there.
 */
export function claimPort(wanted: number, role: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortTakenError(wanted, role) : error)
    })
    probe.listen({ port: wanted, host: "127.0.0.1", exclusive: true }, () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error(`no port for ${role}`)),
      )
    })
  })
}
