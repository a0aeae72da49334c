/** Cookies of what a person chose in this browser: the server renders with them. */
/** The language; wins over the account's. */
export const localeCookie = "locale"
export const themeCookie = "theme"
export const columnsCookie = "columns"
/** Inboxes folded in the sidebar. */
export const foldedCookie = "folded"

/** In the browser's storage: whether single letters are shortcuts. */
export const singleKeysChoice = "toritsugi.shortcuts"
