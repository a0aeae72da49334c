import { expect, test } from "vitest"
import { isPrivateAddress } from "./private-address.ts"

test.each([
  "10.0.0.1",
  "172.16.0.1",
  "172.31.255.254",
  "192.168.1.20",
  "100.64.3.4",
  "169.254.7.8",
  "192.0.2.2",
])("%s is private", (address) => expect(isPrivateAddress(address)).toBe(true))

test.each(["8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "127.0.0.1", "203.0.113.5"])(
  "%s is not",
  (address) => expect(isPrivateAddress(address)).toBe(false),
)
