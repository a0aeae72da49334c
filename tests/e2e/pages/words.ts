import { readFileSync } from "node:fs"

export type Language = "ja" | "en"

/** Gives the text of a key as the product shows it, for instance `phone.signIn.title`. Throws where there is none. */
export type Words = (key: string) => string

type Tree = { [key: string]: Tree | string }

const folder = new URL("../../../lib/i18n/messages/", import.meta.url)

/** The product's texts in one language. What the product must say word for word stands in the specs themselves. */
export function wordsOf(language: Language): Words {
  const namespaces = new Map<string, Tree>()
  return (key) => {
    const [namespace = "", ...path] = key.split(".")
    let tree = namespaces.get(namespace)
    if (!tree) {
      tree = JSON.parse(readFileSync(new URL(`${language}/${namespace}.json`, folder), "utf8")) as Tree
      namespaces.set(namespace, tree)
    }
    const found = path.reduce<Tree | string | undefined>(
      (at, part) => (typeof at === "object" ? at[part] : undefined),
      tree,
    )
    if (typeof found !== "string") throw new Error(`there is no text ${key} in ${language}`)
    return found
  }
}
