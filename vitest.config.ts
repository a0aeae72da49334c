import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const root = fileURLToPath(new URL(".", import.meta.url))
const resolve = { alias: { "@": root, "server-only": `${root}tests/support/server-only.ts` } }

/** One project a layer: `unit` needs nothing, the others start what they need on free ports. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          // Loading a large package alone may take seconds on a busy machine.
          testTimeout: 20_000,
          include: ["{lib,components,supabase,local,scripts}/**/*.test.{ts,tsx}", "tests/unit/**/*.test.ts"],
        },
      },
      {
        resolve,
        test: {
          name: "contract-supabase",
          include: ["tests/contract/supabase/**/*.test.ts"],
          globalSetup: ["tests/contract/supabase/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: "contract-carrier",
          include: ["tests/contract/carrier/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: "sql",
          include: ["tests/sql/**/*.test.ts"],
          globalSetup: ["tests/sql/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: "launch",
          include: ["tests/launch/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        resolve,
        test: {
          name: "leaks",
          include: ["tests/leaks/**/*.test.ts"],
          globalSetup: ["tests/leaks/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          // It has a product of its own, and so may run beside the others.
          exclude: ["tests/integration/crashes.test.ts"],
          globalSetup: ["tests/integration/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        resolve,
        test: {
          name: "crashes",
          include: ["tests/integration/crashes.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        test: {
          name: "load",
          include: ["tests/load/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
