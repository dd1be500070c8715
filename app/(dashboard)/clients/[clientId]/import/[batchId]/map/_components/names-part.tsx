"use client";

import { TextField } from "@/app/_ui/field";
import type { Mapping } from "./use-mapping";

/** What the layout is called, and whose account its rows are. */
export function NamesPart({
  knownAccounts,
  mapping,
}: {
  knownAccounts: readonly string[];
  mapping: Mapping;
}) {
  const { form, change } = mapping;
  return (
    <div className="grid gap-x-12 gap-y-6 md:grid-cols-2">
      <TextField
        name="layoutName"
        label="What do you call this layout?"
        hint="The next file with these columns is read by it at once."
        value={form.name}
        onChange={({ target }) => change(() => ({ name: target.value }))}
        maxLength={80}
        autoComplete="off"
        required
      />
      <TextField
        name="layoutAccount"
        label="Account these rows belong to"
        hint={
          form.roles.includes("account")
            ? "For rows whose own column names none."
            : "From 2025 every account keeps its own lots."
        }
        value={form.account}
        onChange={({ target }) => change(() => ({ account: target.value }))}
        list="layout-accounts"
        maxLength={80}
        autoComplete="off"
        required
      />
      <datalist id="layout-accounts">
        {knownAccounts.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}
