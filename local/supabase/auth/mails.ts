import type { AuthContext } from "./context.ts"
import { actionLink } from "./links.ts"
import type { OneTimeToken, TokenType } from "./one-time.ts"
import { renderTemplate, textOf } from "./template.ts"
import type { UserRow } from "./users.ts"

interface Wording {
  subject: string
  body: string
  link: string
  code: string
}

const wordings: Record<"ja" | "en", Record<TokenType, Wording>> = {
  ja: {
    recovery: {
      subject: "パスワードの再設定",
      body: "パスワードを再設定するには、次のリンクを開いてください。お心当たりがない場合は、このメールを破棄してください。",
      link: "パスワードを再設定する",
      code: "確認コード",
    },
    invite: {
      subject: "招待のお知らせ",
      body: "招待されました。次のリンクを開いて、パスワードを設定してください。",
      link: "招待を受ける",
      code: "確認コード",
    },
    signup: {
      subject: "メールアドレスの確認",
      body: "次のリンクを開いて、登録を完了してください。",
      link: "メールアドレスを確認する",
      code: "確認コード",
    },
    magiclink: {
      subject: "サインイン用リンク",
      body: "次のリンクを開くとサインインします。",
      link: "サインインする",
      code: "確認コード",
    },
  },
  en: {
    recovery: {
      subject: "Reset your password",
      body: "Open this link to choose a new password. If you did not ask for it, ignore this mail.",
      link: "Reset password",
      code: "Code",
    },
    invite: {
      subject: "You have been invited",
      body: "Open this link to accept the invitation and choose a password.",
      link: "Accept the invitation",
      code: "Code",
    },
    signup: {
      subject: "Confirm your address",
      body: "Open this link to complete your registration.",
      link: "Confirm address",
      code: "Code",
    },
    magiclink: {
      subject: "Your sign-in link",
      body: "Open this link to sign in.",
      link: "Sign in",
      code: "Code",
    },
  },
}

/** The project's name for the template of each mail (`[auth.email.template.…]`). */
const templateOf: Record<TokenType, string> = {
  recovery: "recovery",
  invite: "invite",
  signup: "confirmation",
  magiclink: "magic_link",
}

/**
 * Sends the mail that carries `token`: by the project's template, or without one in the user's language
 * (`user_metadata.locale`: ja, en; Japanese without one).
 */
export async function sendTokenMail(
  context: AuthContext,
  user: UserRow,
  token: OneTimeToken,
  type: TokenType,
  redirectTo: string,
): Promise<void> {
  const locale = user.raw_user_meta_data?.locale === "en" ? "en" : "ja"
  const wording = wordings[locale][type]
  const link = actionLink(context, token, type, redirectTo)
  const template = context.templates[templateOf[type]]
  if (template !== undefined) {
    const html = renderTemplate(template.html, {
      SiteURL: context.config.site_url,
      ConfirmationURL: link,
      TokenHash: token.hash,
      Token: token.code,
      Email: user.email ?? "",
      RedirectTo: redirectTo,
    })
    const subject = template.subject ?? wording.subject
    await context.mailer.send({ to: user.email ?? "", subject, text: `${textOf(html)}\n`, html })
    return
  }
  await context.mailer.send({
    to: user.email ?? "",
    subject: wording.subject,
    text: `${wording.body}\n\n${link}\n\n${wording.code}: ${token.code}\n`,
    html: `<p>${wording.body}</p><p><a href="${link.replaceAll("&", "&amp;")}">${wording.link}</a></p><p>${wording.code}: ${token.code}</p>`,
  })
}
