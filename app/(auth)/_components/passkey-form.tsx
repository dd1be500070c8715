"use client";

import {
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useState,
  useSyncExternalStore,
} from "react";
import type { ButtonVariant } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { ActionState } from "@/lib/action";
import type { PasskeyQuestion } from "@/lib/services/account/passkeys";

export interface PasskeyFormProps {
  /** Asks the server for the question that the device answers. */
  ask: (state: null, form: FormData) => Promise<ActionState<PasskeyQuestion>>;
  /** Sends the answer. */
  send: (state: ActionState<unknown> | null, form: FormData) => Promise<ActionState<unknown>>;
  /** What the button says. */
  label: string;
  variant?: ButtonVariant;
  next?: string | null;
  /** Further fields, sent with the answer. */
  children?: ReactNode;
}

/** One button that speaks with the device: a passkey is made or shown. Needs script, as devices do. */
export function PasskeyForm({ ask, send, label, variant, next, children }: PasskeyFormProps) {
  const [state, dispatch, isSending] = useActionState(send, null);
  const [device, setDevice] = useState<Device>("idle");
  // Without script the form would only ask for this page again.
  const isReady = useSyncExternalStore(never, yes, no);
  const isBusy = isSending || device === "asked";
  const outcome = isBusy ? null : typeof device === "object" ? device : state;
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) {
      return;
    }
    const form = new FormData(event.currentTarget);
    setDevice("asked");
    const asked = await ask(null, new FormData());
    if (!asked.ok) {
      setDevice(asked);
      return;
    }
    const answer = await answerOf(asked.data);
    if (answer === null) {
      setDevice(
        failed("The device gave no passkey: it was stopped, took too long, or has none for us."),
      );
      return;
    }
    setDevice("idle");
    form.set("answer", answer);
    startTransition(() => dispatch(form));
  };
  return (
    <form
      onSubmit={(event) => {
        onSubmit(event).catch(() => setDevice(failed("That did not work. Try again.")));
      }}
      className="flex flex-col gap-4"
    >
      <ActionResult state={outcome} />
      {typeof next === "string" && <input type="hidden" name="next" value={next} />}
      {children}
      <SubmitButton
        variant={variant ?? "primary"}
        disabled={!isReady}
        aria-disabled={isBusy}
        className="self-stretch"
      >
        {isBusy ? "Waiting for your device…" : label}
      </SubmitButton>
    </form>
  );
}

/** Not asked yet, busy, or why it gave nothing. */
type Device = "idle" | "asked" | { readonly ok: false; readonly message: string };

const failed = (message: string): Device => ({ ok: false, message });

const never = () => () => undefined;
const yes = () => true;
const no = () => false;

/** The device's answer as JSON; null when it gave none. The library comes when it is first needed. */
async function answerOf(question: PasskeyQuestion): Promise<string | null> {
  const { startAuthentication, startRegistration } = await import("@simplewebauthn/browser");
  try {
    const answer =
      "rp" in question
        ? await startRegistration({ optionsJSON: question })
        : await startAuthentication({ optionsJSON: question });
    return JSON.stringify(answer);
  } catch {
    return null;
  }
}
