import type { AccountOptions } from "../support/accounts.ts"

/** Whoever might look. All but the last three belong to one account; `inbox` and `book` are its first ones. */
export const personas = {
  owner: "owner of the account, without a role in any inbox or address book",
  admin: "admin of the inbox, manager of the book",
  manager: "manager of the inbox and the book",
  operator: "operator of the inbox and the book",
  assistant: "assistant of the inbox and the book",
  neighbour: "admin of another inbox of the account",
  roleless: "member of the account without any role",
  disabled: "admin of the inbox and manager of the book, but disabled",
  foreign: "owner and inbox admin of another account",
  anonymous: "not signed in",
} as const

export type Persona = keyof typeof personas
export const everybody = Object.keys(personas) as Persona[]

export const nobody: Persona[] = []
/** Enabled members of the account. */
export const members: Persona[] = [
  "owner",
  "admin",
  "manager",
  "operator",
  "assistant",
  "neighbour",
  "roleless",
]
export const theOwner: Persona[] = ["owner"]
export const inInbox: Persona[] = ["admin", "manager", "operator", "assistant"]
export const operators: Persona[] = ["admin", "manager", "operator"]
export const managers: Persona[] = ["admin", "manager"]
/** Settings that the people of the inbox see, too. */
export const inInboxOrOwner: Persona[] = ["owner", ...inInbox]
export const adminOrOwner: Persona[] = ["owner", "admin"]
/** Everybody with a session, wherever they belong. */
export const signedIn: Persona[] = everybody.filter((persona) => persona !== "anonymous")

/** The account as test data: all personas of it, two inboxes. */
export const accountOptions: AccountOptions = {
  inboxes: ["The inbox", "The other inbox"],
  members: {
    owner: { role: "owner" },
    admin: { inboxes: { 0: "admin" }, book: "manager" },
    manager: { inboxes: { 0: "manager" }, book: "manager" },
    operator: { inboxes: { 0: "operator" }, book: "operator" },
    assistant: { inboxes: { 0: "assistant" }, book: "assistant" },
    neighbour: { inboxes: { 1: "admin" } },
    roleless: {},
    // Nobody who looks: whose roles are given and taken.
    spare: {},
    disabled: { inboxes: { 0: "admin" }, book: "manager", isDisabled: true },
  },
}

export const foreignOptions: AccountOptions = {
  members: { foreign: { role: "owner", inboxes: { 0: "admin" }, book: "manager" } },
}
