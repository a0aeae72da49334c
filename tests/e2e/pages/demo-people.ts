import type { Person } from "./agent-page.ts"

const names = { takahashi: "高橋 真理子", suzuki: "鈴木 彩", sato: "佐藤 美咲", tanaka: "田中 翔太" }

/** Somebody of the demo account, which every run has and nobody changes: for looking, not for working. */
export function demoPerson(key: keyof typeof names): Person {
  return {
    name: names[key],
    email: `${key}@toritsugi.example`,
    password: "toritsugi-demo",
    phonePassword: "phone-demo",
  }
}
