"use client"

import { createContext, use, useState } from "react"
import { chooseTheme } from "@/lib/preferences/actions"
import type { Theme } from "@/lib/preferences/rules"

const ThemeContext = createContext<Theme>("system")

/** The theme the server rendered with. */
export const ThemeProvider = ThemeContext.Provider

/** The chosen theme and how to choose one: seen at once, kept for the next page. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const rendered = use(ThemeContext)
  const [chosen, setChosen] = useState(rendered)
  const choose = (theme: Theme) => {
    setChosen(theme)
    if (theme === "system") delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
    void chooseTheme(theme)
  }
  return [chosen, choose]
}
