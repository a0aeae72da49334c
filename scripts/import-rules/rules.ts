import type { Import } from "./graph.ts"

/** An import is forbidden when `from` and `to` match and neither exception does. */
export interface ImportRule {
  name: string
  why: string
  from: RegExp
  fromExcept?: RegExp
  to: RegExp
  toExcept?: RegExp
  /** Kinds of imports meant; all when absent. */
  kinds?: Import["kind"][]
}

const tests = /^tests\/|\.test\.tsx?$/
const outside = /^(local|tests|bench|scripts)\//
const projectFile = /^(?!package:|node:|missing:)/

/** Who may import whom (docs/architecture.md). Cycles are looked for separately. */
export const importRules: ImportRule[] = [
  {
    name: "components-below-app",
    why: "app renders components, never the other way",
    from: /^components\//,
    to: /^app\//,
  },
  {
    name: "lib-below-components",
    why: "lib serves pages and components and knows neither",
    from: /^lib\//,
    to: /^(app|components)\//,
  },
  {
    name: "features-below-shell",
    why: "the frame stands above the features; what they stand on is in components/session",
    from: /^components\/(?!shell\/)/,
    to: /^components\/shell\//,
  },
  {
    name: "session-below-features",
    why: "features stand on it: it knows the primitives and no feature",
    from: /^components\/session\//,
    to: /^components\/(?!(session|ui)\/)/,
  },
  {
    name: "primitives-alone",
    why: "a primitive knows nothing of the product: not what a feature shows, nor who is signed in",
    from: /^components\/ui\//,
    fromExcept: tests,
    to: projectFile,
    toExcept: /^components\/ui\/|^lib\/cn\.ts$/,
  },
  {
    name: "functions-alone",
    why: "edge functions are deployed by themselves",
    from: /^supabase\/functions\//,
    fromExcept: tests,
    to: projectFile,
    toExcept: /^supabase\/functions\//,
  },
  {
    name: "functions-not-in-app",
    why: "only _shared is common to edge functions and the app",
    from: /^(app|components|lib)\//,
    to: /^supabase\//,
    toExcept: /^supabase\/functions\/_shared\//,
  },
  {
    name: "production-without-local",
    why: "production meets local/ and tests over addresses and credentials only",
    from: /^(app|components|lib|supabase)\/|^[\w.-]+$/,
    fromExcept: /\.test\.tsx?$|^(vitest|playwright)\.config\.ts$/,
    to: outside,
  },
  {
    name: "pure-rules",
    why: "rules.ts and _shared decide without I/O: only zod and pure siblings",
    from: /^lib\/.*\/rules\.ts$|^supabase\/functions\/_shared\//,
    fromExcept: tests,
    to: /./,
    toExcept: /^package:zod$|^lib\/.*\/(rules|schema)\.ts$|^supabase\/functions\/_shared\//,
    // A type brings no I/O along; _shared is kept to its own folder by `functions-alone`.
    kinds: ["value", "lazy"],
  },
  {
    name: "provider-sdk-in-lib-twilio",
    why: "the provider's words stop at the adapter",
    from: /./,
    fromExcept: /^lib\/twilio\/|^tests\/|\.test\.ts$/,
    to: /^package:twilio$/,
  },
  {
    name: "voice-sdk-in-lib-softphone",
    why: "one place knows the browser's voice SDK",
    from: /./,
    fromExcept: /^lib\/softphone\/|^tests\//,
    to: /^package:@twilio\/voice-sdk$/,
  },
  {
    name: "voice-sdk-lazily",
    why: "the voice SDK is loaded after the shell is usable",
    from: /./,
    fromExcept: tests,
    to: /^package:@twilio\/voice-sdk$/,
    kinds: ["value"],
  },
  {
    name: "service-client-in-api",
    why: "the client above all row rights belongs to what answers app/api for calls and recordings, and to the count of who tries to sign in",
    from: /./,
    fromExcept:
      /^app\/api\/|^lib\/calls\/queries\.ts$|^lib\/recordings\/storing\/|^lib\/auth\/attempts\.ts$|^tests\/|\.test\.ts$/,
    to: /^lib\/supabase\/service\.ts$/,
    kinds: ["value", "lazy"],
  },
  {
    name: "carrier-alone",
    why: "the carrier is a program of its own, as the telephone network is",
    from: /^local\/carrier\//,
    to: projectFile,
    toExcept: /^local\/carrier\//,
  },
  {
    name: "carrier-state-alone",
    why: "state is what calls and conferences are; what drives webhooks and TwiML stands above it",
    from: /^local\/carrier\/state\//,
    to: /^local\/carrier\//,
    toExcept: /^local\/carrier\/((state|media)\/|(options|http)\.ts$)/,
  },
  {
    name: "local-supabase-alone",
    why: "the local stack stands in for a hosted one and knows nothing of the product",
    from: /^local\/supabase\//,
    to: projectFile,
    toExcept: /^local\/supabase\//,
  },
]
