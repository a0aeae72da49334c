"use client"

import { ChevronDown, Copy, Phone, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { IconButton } from "@/components/ui/icon-button"
import { Input } from "@/components/ui/input"
import { Label } from "@/components/ui/label"
import { PasswordInput } from "@/components/ui/password-input"
import { Segmented } from "@/components/ui/segmented"
import { Select } from "@/components/ui/select"
import { SplitButton } from "@/components/ui/split-button"
import { Switch } from "@/components/ui/switch"
import { Textarea } from "@/components/ui/textarea"
import { Group, Sample } from "./sample"

const variants = ["default", "primary", "quiet", "go", "end"] as const
const sizes = ["small", "normal", "large"] as const

/** What is pressed, chosen or typed in. */
export function Controls() {
  return (
    <>
      <Buttons />
      <Fields />
      <Choices />
    </>
  )
}

function Buttons() {
  const t = useTranslations("common")
  return (
    <>
      <Group name="Button">
        {variants.map((variant) => (
          <Sample key={variant} name={variant}>
            {sizes.map((size) => (
              <Button key={size} variant={variant} size={size}>
                {t("save")}
              </Button>
            ))}
            <Button variant={variant}>
              <Phone aria-hidden />
              <span>{t("retry")}</span>
            </Button>
            <Button variant={variant} disabled>
              {t("save")}
            </Button>
            <Button variant={variant} aria-disabled>
              {t("save")}
            </Button>
          </Sample>
        ))}
        <Sample name="pressed">
          <Button aria-pressed>{t("undo")}</Button>
        </Sample>
      </Group>
      <Group name="SplitButton">
        <Sample name="primary">
          <SplitButton aria-label={t("save")}>
            <Button variant="primary" size="large">
              {t("save")}
            </Button>
            <Button variant="primary" size="large" aria-label={t("status.on_hold")}>
              <ChevronDown aria-hidden />
            </Button>
          </SplitButton>
        </Sample>
        <Sample name="disabled">
          <SplitButton aria-label={t("save")}>
            <Button disabled>{t("save")}</Button>
            <Button disabled aria-label={t("status.on_hold")}>
              <ChevronDown aria-hidden />
            </Button>
          </SplitButton>
        </Sample>
      </Group>
      <Group name="IconButton, Tooltip">
        <Sample name="small, normal, large">
          {sizes.map((size) => (
            <IconButton key={size} label={t("close")} shortcut="Esc" size={size}>
              <Copy aria-hidden />
            </IconButton>
          ))}
        </Sample>
        <Sample name="disabled">
          <IconButton label={t("close")} disabled>
            <Trash2 aria-hidden />
          </IconButton>
        </Sample>
      </Group>
    </>
  )
}

function Fields() {
  const t = useTranslations("contact")
  const signIn = useTranslations("phone.signIn")
  return (
    <Group name="Field, Label, Input, Select, Textarea, PasswordInput">
      <Sample name="empty" className="w-64 *:w-full">
        <Field label={t("form.emailAddress", { position: 1 })}>
          <Input type="email" placeholder="info@example.jp" />
        </Field>
      </Sample>
      <Sample name="hint and aside" className="w-64 *:w-full">
        <Field
          label={signIn("password")}
          hint={signIn("passwordHint")}
          aside={<span className="text-12 text-ink-3">{t("note")}</span>}
        >
          <PasswordInput defaultValue="correct horse" autoComplete="off" />
        </Field>
      </Sample>
      <Sample name="error" className="w-64 *:w-full">
        <Field label={t("form.phoneNumber", { position: 1 })} error={t("form.phoneWrong")}>
          <Input defaultValue="03-1234" />
        </Field>
      </Sample>
      <Sample name="read-only" className="w-64 *:w-full">
        <Field label={signIn("userName")}>
          <Input readOnly value="misaki.sato@example.jp" />
        </Field>
      </Sample>
      <Sample name="disabled" className="w-64 *:w-full">
        <Field label={t("form.company")}>
          <Input disabled defaultValue="小料理ひさご" />
        </Field>
      </Sample>
      <Sample name="one of several" className="w-64 *:w-full">
        <Field label={t("form.company")}>
          <Select value="hisago" options={[["hisago", "小料理ひさご"]]} onChoose={() => undefined} />
        </Field>
      </Sample>
      <Sample name="several lines" className="w-64 *:w-full">
        <Label htmlFor="several-lines">{t("note")}</Label>
        <Textarea
          id="several-lines"
          defaultValue={"リモコンにエラー111が点滅。\n営業前の午前中に訪問を希望。"}
        />
      </Sample>
    </Group>
  )
}

function Choices() {
  const t = useTranslations("common.status")
  const [isOn, turn] = useState(true)
  const [chosen, choose] = useState<"open" | "on_hold" | "done">("open")
  return (
    <Group name="Segmented, Switch">
      <Sample name="on and off, with a hint" className="w-64 *:w-full">
        <Switch label={t("open")} hint={t("on_hold")} checked={isOn} onCheckedChange={turn} />
        <Switch label={t("done")} checked={!isOn} onCheckedChange={() => turn(!isOn)} />
      </Sample>
      <Sample name="one of three, one of them disabled">
        <Segmented
          label={t("open")}
          value={chosen}
          onValueChange={choose}
          options={(["open", "on_hold", "done"] as const).map((value) => ({
            value,
            label: t(value),
            disabled: value === "done",
          }))}
        />
      </Sample>
    </Group>
  )
}
