import { TextField } from "@/app/_ui/field";

/** Six digits of an authenticator app: numeric keyboard, filled by password managers and telephones, pasted as one pleases. */
export function CodeField({ error, hint }: { error?: string | undefined; hint?: string }) {
  return (
    // A refusal appears by the field alone: it is read out as it comes.
    <div aria-live="polite">
      <TextField
        name="code"
        label="Code from your app"
        hint={hint ?? "Six digits, a new one every 30 seconds."}
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        maxLength={12}
        className="tabular-nums"
        error={error}
      />
    </div>
  );
}
