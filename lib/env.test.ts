import { describe, expect, test } from "vitest"
import { EnvironmentError, parseEnvironment } from "./env"

const complete = {
  APP_URL: "http://localhost:3000",
  SUPABASE_URL: "http://127.0.0.1:54321",
  SUPABASE_PUBLISHABLE_KEY: "sb_publishable_x",
  SUPABASE_SECRET_KEY: "sb_secret_x",
  ROUTING_SECRET: "r".repeat(32),
  TICK_SECRET: "t".repeat(32),
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "a".repeat(32),
  TWILIO_API_KEY: `SK${"0".repeat(32)}`,
  TWILIO_API_SECRET: "s".repeat(32),
  TWILIO_APPLICATION_SID: `AP${"0".repeat(32)}`,
  TWILIO_REGION: "jp1",
  TWILIO_EDGE: "tokyo",
}

function problemsOf(source: Record<string, string | undefined>) {
  try {
    parseEnvironment(source)
    return []
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error
    return error.problems
  }
}

describe("the configuration", () => {
  test("a complete one is accepted, with and without another provider address", () => {
    expect(parseEnvironment(complete).TWILIO_API_URL).toBeUndefined()
    const elsewhere = {
      ...complete,
      TWILIO_API_URL: "http://127.0.0.1:3100",
      TWILIO_SIGNAL_URL: "ws://localhost:3100/signal",
    }
    expect(parseEnvironment(elsewhere).TWILIO_SIGNAL_URL).toBe("ws://localhost:3100/signal")
  })

  test("a missing or empty variable is named", () => {
    const { APP_URL: _absent, ...without } = complete
    expect(problemsOf(without)).toEqual([{ name: "APP_URL", problem: "is missing" }])
    expect(problemsOf({ ...complete, TICK_SECRET: "" })).toEqual([
      { name: "TICK_SECRET", problem: "is missing" },
    ])
  })

  test("every wrong variable is named, and no value is repeated", () => {
    const wrong = {
      ...complete,
      APP_URL: "http://localhost:3000/",
      TWILIO_ACCOUNT_SID: "hunter2",
      TWILIO_REGION: "Japan",
    }
    expect(problemsOf(wrong).map(({ name }) => name)).toEqual([
      "APP_URL",
      "TWILIO_ACCOUNT_SID",
      "TWILIO_REGION",
    ])
    expect(JSON.stringify(problemsOf(wrong))).not.toContain("hunter2")
  })
})
