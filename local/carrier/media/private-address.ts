import { networkInterfaces } from "node:os"

/** Said at the start when there is no such address: everything works then but sound in browsers. */
export const NO_PRIVATE_ADDRESS =
  "No private IPv4 address found for audio. Calls work, but browsers refuse audio from a loopback address: " +
  "connect a network, or name an address of this machine with mediaAddress."

/** Blocks that are not reachable from the internet (RFC 6890), as first and last address. */
const PRIVATE_BLOCKS = [
  ["10.0.0.0", "10.255.255.255"],
  ["172.16.0.0", "172.31.255.255"],
  ["192.168.0.0", "192.168.255.255"],
  ["100.64.0.0", "100.127.255.255"],
  ["169.254.0.0", "169.254.255.255"],
  ["192.0.2.0", "192.0.2.255"],
  ["198.18.0.0", "198.19.255.255"],
].map(([first, last]) => [toNumber(first ?? ""), toNumber(last ?? "")] as const)

function toNumber(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0)
}

/** Whether an IPv4 address belongs to a block that the internet does not route. */
export function isPrivateAddress(address: string): boolean {
  const number = toNumber(address)
  return PRIVATE_BLOCKS.some(([first, last]) => number >= first && number <= last)
}

/** A private IPv4 address of this machine for audio, or null when it has none. */
export function findPrivateAddress(): string | null {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const usable = addresses.find((a) => a.family === "IPv4" && !a.internal && isPrivateAddress(a.address))
  return usable?.address ?? null
}
