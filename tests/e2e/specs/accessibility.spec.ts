import type { Page } from "@playwright/test"
import { shortestPassword } from "../../../lib/auth/rules.ts"
import { expect, test } from "../fixtures/test.ts"
import { expectAccessible } from "../pages/accessible.ts"
import { demoPerson } from "../pages/demo-people.ts"
import type { Language } from "../pages/words.ts"
import { demoTicket } from "../support/demo-ticket.ts"

const languages: Language[] = ["ja", "en"]
const categories = ["open", "on_hold", "done", "no_action", "missed", "voicemail"]

/** Looks at the page in a state; at its colours in one language, for they are the same in the other. */
const lookAt = (page: Page, language: Language) => (state: string) =>
  expectAccessible(page, state, { colours: language === "ja" })

for (const language of languages) {
  test(`[K9] axe finds nothing on the pages for signing in (${language})`, async ({ openAgent }) => {
    const person = { ...demoPerson("tanaka"), password: "not-the-password" }
    const agent = await openAgent(person, { language })
    const { page, words } = agent
    const look = lookAt(page, language)
    await page.goto("/sign-in")
    await look("sign-in")
    await agent.fillSignIn()
    await expect(page.getByText(words("errors.wrong_credentials"))).toBeVisible()
    await look("sign-in, refused")

    await page.getByRole("link", { name: words("auth.signIn.forgot") }).click()
    await expect(page.getByRole("heading", { name: words("auth.forgot.title") })).toBeVisible()
    await look("forgotten password")
    await page.getByLabel(words("auth.signIn.email")).fill(person.email)
    await page.getByRole("button", { name: words("auth.forgot.submit") }).click()
    await expect(page.getByText(words("auth.forgot.sentTitle"))).toBeVisible()
    await look("forgotten password, mail sent")

    await page.goto("/sign-in")
    await agent.fillSignIn(demoPerson("tanaka").password)
    await agent.putPhoneOff()
    await page.goto("/reset-password")
    await page.getByLabel(words("auth.reset.password"), { exact: true }).fill("short")
    await page.getByLabel(words("auth.reset.again"), { exact: true }).fill("short")
    await page.getByRole("button", { name: words("auth.reset.submit") }).click()
    await expect(
      page.getByText(words("auth.reset.tooShort").replace("{count}", String(shortestPassword))),
    ).toBeVisible()
    await look("new password, refused")
  })

  test(`[K9] axe finds nothing on the lists of each category (${language})`, async ({ openAgent }) => {
    test.setTimeout(300_000)
    const agent = await openAgent(demoPerson("suzuki"), { language })
    const { page, words } = agent
    const look = lookAt(page, language)
    await agent.signInWithoutPhone()
    const inbox = page.url().replace(/\/[^/]+$/, "")
    for (const category of categories) {
      await page.goto(`${inbox}/${category}`)
      await expect(page.getByRole("heading", { name: words(`common.category.${category}`) })).toBeVisible()
      await look(`list ${category}`)
    }
    // Somebody to ring back, beside their list.
    await page.goto(`${inbox}/missed`)
    await agent.listedCallers.first().click()
    await expect(page.getByRole("heading", { name: words("inbox.missed.ringHistory") })).toBeVisible()
    await look("a missed caller")
    await page
      .getByRole("navigation")
      .getByRole("link", { name: words("shell.calls") })
      .click()
    await expect(page.getByRole("heading", { name: words("calls.title") })).toBeVisible()
    await look("call log")
    await page.getByRole("main").getByRole("row").getByRole("link").first().click()
    await expect(page.getByRole("slider", { name: words("calls.replay.slider") })).toBeVisible()
    await look("a call and its replay")
  })

  test(`[K9] axe finds nothing on a ticket and what opens over it (${language})`, async ({
    openAgent,
    database,
  }) => {
    test.setTimeout(300_000)
    const agent = await openAgent(demoPerson("suzuki"), { language })
    const { page, words } = agent
    const look = lookAt(page, language)
    await agent.signInWithoutPhone()
    for (const known of [true, false]) {
      await agent.openTicket(await demoTicket(database, { known }))
      const customer = page.getByRole("region", { name: words("contact.title") })
      await expect(customer).toBeVisible()
      await look(known ? "ticket of a contact" : "ticket of somebody unknown")
      // Somebody unknown can be added from the head of the panel and from below the number.
      const opener = customer.getByRole("button", { name: words(known ? "contact.edit" : "contact.add") })
      await expect(opener).toHaveCount(known ? 1 : 2)
      await opener.last().click()
      await expect(page.getByRole("textbox", { name: words("contact.form.name"), exact: true })).toBeVisible()
      await look(known ? "contact form" : "contact form, empty")
      await page.getByRole("button", { name: words("common.cancel") }).click()
      await expect(opener).toHaveCount(known ? 1 : 2)
    }

    await page.keyboard.press("Control+k")
    await expect(page.getByRole("dialog", { name: words("shell.search.title") })).toBeVisible()
    await page.keyboard.type("10")
    await look("palette")
    await page.keyboard.press("Escape")
    await expect(page.getByRole("dialog")).toBeHidden()

    await page.keyboard.press("d")
    await agent.dialField.fill("119")
    await expect(agent.dialWindow.getByText(words("dial.refusals.emergency_number"))).toBeVisible()
    await look("dial window")
    await page.keyboard.press("Escape")
    await expect(page.getByRole("dialog")).toBeHidden()

    await page.keyboard.press("?")
    await expect(page.getByRole("dialog", { name: words("shell.help.title") })).toBeVisible()
    await look("help")
    await page.keyboard.press("Escape")
    await expect(page.getByRole("dialog")).toBeHidden()

    await page.getByRole("button", { name: words("shell.ownMenu") }).click()
    await expect(page.getByRole("menu")).toBeVisible()
    await look("own menu")

    await page.goto("/tickets/999999999")
    await expect(page.getByRole("heading", { name: words("shell.notFound.title") })).toBeVisible()
    await look("not found")
  })

  test(`[K9] axe finds nothing on the phone's sign-in and on who else is there (${language})`, async ({
    account,
    openAgent,
  }) => {
    const agent = await openAgent(account.member("first"), { language })
    const { words } = agent
    const look = lookAt(agent.page, language)
    await agent.signIn()
    await expect(agent.phoneSignIn).toBeVisible()
    await look("phone sign-in")
    await agent.fillPhoneSignIn("not-the-password")
    await expect(agent.phoneSignIn.getByRole("alert").filter({ hasText: "4" })).toBeVisible()
    await look("phone sign-in, refused")
    await agent.signInPhone()
    await agent.becomeAvailable()
    await agent.openTeam(account.member("second").name)
    await expect(agent.phone.getByText(words("phone.idle.ready"))).toBeVisible()
    await look("phone, own status and colleagues")
    await agent.page.goto("/phone-environment")
    await expect(agent.page.getByRole("heading", { name: words("environment.title") })).toBeVisible()
    await look("cautions and recommended environment")
  })

  test(`[K9][A1] axe finds nothing on the owner's settings and on the page for a new phone password (${language})`, async ({
    makeAccount,
    openAgent,
  }) => {
    const account = await makeAccount({ members: { owner: { role: "owner", inboxes: { 0: "admin" } } } })
    const agent = await openAgent(account.member("owner"), { language })
    const { page, words } = agent
    const look = lookAt(page, language)
    await page.goto(
      `/auth/confirm?${new URLSearchParams({ type: "magiclink", token_hash: "a".repeat(56), email: agent.person.email })}`,
    )
    for (const name of ["auth.phonePassword.password", "auth.reset.again"])
      await page.getByLabel(words(name), { exact: true }).fill("short")
    await page.getByRole("button", { name: words("auth.phonePassword.submit") }).click()
    await expect(page.getByRole("alert").filter({ hasText: String(shortestPassword) })).toBeVisible()
    await look("new phone password, refused")

    await agent.signInWithoutPhone()
    await page.getByRole("link", { name: words("shell.phoneSettings") }).click()
    await expect(page.getByRole("heading", { name: words("settings.phone.title") })).toBeVisible()
    // A reason with the keyboard alone.
    await page.getByLabel(words("settings.phone.status.newReason")).press("Enter")
    await page.getByLabel(words("settings.phone.status.newReason")).fill("棚卸し")
    await page.keyboard.press("Enter")
    const remove = page.getByRole("button", {
      name: words("settings.phone.status.remove").replace("{reason}", "棚卸し"),
    })
    await expect(remove).toBeVisible()
    const seconds = page.getByRole("textbox").last()
    await seconds.fill("3601")
    await page.keyboard.press("Enter")
    await expect(seconds).toHaveAccessibleDescription(/3600/)
    await look("phone settings")
    await seconds.fill("４５")
    await page.keyboard.press("Enter")
    await expect(seconds).toHaveValue("45")
    await remove.press("Enter")
    await expect(remove).toBeHidden()
    await page
      .getByRole("button", { name: words("settings.phone.users.reissue") })
      .first()
      .click()
    await expect(page.getByRole("dialog")).toBeVisible()
    await look("phone settings, a password to be reissued")
    await page.keyboard.press("Escape")

    await page.getByRole("link", { name: words("shell.numberSettings") }).click()
    const days = page.getByRole("textbox", { name: words("settings.numbers.days") })
    await days.fill("0")
    await page.keyboard.press("Enter")
    await expect(days).toHaveAccessibleDescription(/3650/)
    await look("settings of the numbers, refused")
    await days.fill("９０")
    await page.keyboard.press("Enter")
    await expect(page.getByRole("status").filter({ hasText: /050-/ })).toBeVisible()
    await page.reload()
    await expect(days).toHaveValue("90")
  })

  test(`[K9] axe finds nothing on any primitive and on the phone in any of its states (${language})`, async ({
    openAgent,
  }) => {
    const agent = await openAgent(demoPerson("tanaka"), { language })
    const { page, words } = agent
    const look = lookAt(page, language)
    const figure = (name: string) => page.getByRole("figure", { name, exact: true })
    await agent.signInWithoutPhone()
    await page.goto("/gallery")
    // Both have chosen a reason, each in a group of its own.
    for (const [state, reason] of [
      ["idle, offline", words("phone.status.reasons.break")],
      ["idle, offline in own words", /倉庫/],
    ] as const) {
      await expect(figure(state).getByRole("radio", { name: reason })).toBeChecked()
    }
    const panels = page.getByRole("region", { name: "PhonePanel", exact: true })
    const cutOff = await panels
      .locator("[data-slot=softphone]")
      .evaluateAll((all) =>
        all.filter((one) => one.scrollHeight > one.clientHeight).map((one) => one.textContent),
      )
    expect(cutOff, "states that their panel cuts off").toEqual([])
    const talking = panels.getByRole("figure", { name: "talking", exact: true })
    await talking.getByRole("button", { name: words("phone.talking.keypad") }).click()
    await figure("notices").getByRole("button").first().click()
    await figure("notices").getByRole("button").last().click()
    await expect(page.getByRole("button", { name: words("common.undo") }).last()).toBeVisible()
    await look("every primitive, every state of the phone")
  })
}
