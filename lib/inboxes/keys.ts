/** Name of the live list that holds one inbox with its counts. */
export const inboxList = (id: string) => `inbox ${id}`
