type CamelCase<Key> = Key extends `${infer First}_${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Key

/** A row as SQL spells it (`leg_id`), in the app's spelling (`legId`). What its values hold is left as it is. */
export function camelCased<Row extends object>(row: Row): { [Key in keyof Row as CamelCase<Key>]: Row[Key] }
export function camelCased(row: object): object {
  return renamed(row, (key) => key.replace(/_([a-z])/g, (_found, letter: string) => letter.toUpperCase()))
}

/** The other way round: an object of the app's as SQL reads it. */
export function snakeCased(object: object): Record<string, unknown> {
  return renamed(object, (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
}

function renamed(object: object, spelled: (key: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [spelled(key), value]))
}
