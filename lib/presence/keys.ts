/** Name of the live list of the account's phone users. */
export const presenceList = "presence"
