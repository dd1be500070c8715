import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Button } from "@/app/_ui/button";
import { CheckboxField, RadioGroup, SelectField } from "@/app/_ui/choice";
import { CopyButton } from "@/app/_ui/copy-button";
import { DialogButton } from "@/app/_ui/dialog-button";
import { MoneyField, TextField } from "@/app/_ui/field";
import { Menu, MenuHeading } from "@/app/_ui/menu";
import { MenuLink } from "@/app/_ui/menu-link";
import { Section } from "@/app/_ui/page-header";

import { Row } from "./row";

export function Forms() {
  return (
    <Section title="Forms">
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="email" type="email" label="E-mail" required autoComplete="email" />
        <TextField
          name="bad"
          label="Name"
          error="Write a name of up to 80 letters."
          defaultValue="x"
        />
        <MoneyField
          name="income"
          label="Ordinary income"
          hint={
            <>
              Wages and the like, before deductions. <AuthorityChip id="irc-1h" />
            </>
          }
          required={false}
        />
        <SelectField
          name="status"
          label="Filing status"
          options={[
            { value: "single", label: "Single" },
            { value: "mfj", label: "Married filing jointly" },
          ]}
        />
      </div>
      <div className="mt-5">
        <RadioGroup
          name="role"
          label="Whose books?"
          look="cards"
          defaultValue="investor"
          options={[
            { value: "investor", label: "My own", hint: "One set of books." },
            { value: "professional", label: "My clients'", hint: "A firm with a client list." },
          ]}
        />
      </div>
      <div className="mt-5">
        <CheckboxField
          name="ok"
          label="Show closed accounts"
          hint="They stay in the totals either way."
        />
      </div>
      <div className="mt-5">
        <Row>
          <Button variant="primary">Save</Button>
          <Button>Cancel</Button>
          <Button variant="quiet">Later</Button>
          <Button variant="danger">Void</Button>
          <Button disabled>Not now</Button>
          <Menu label="2026">
            <MenuHeading>Tax year</MenuHeading>
            <MenuLink href="/gallery" current>
              2026
            </MenuLink>
            <MenuLink href="/gallery">2025</MenuLink>
          </Menu>
          <DialogButton label="Undo import" title="Take this import back?">
            <p>312 transactions leave the ledger. The file is kept.</p>
            <div className="flex gap-2">
              <Button variant="danger">Take it back</Button>
              <Button data-close="">Keep it</Button>
            </div>
          </DialogButton>
          <CopyButton text="0.5" />
        </Row>
      </div>
    </Section>
  );
}
