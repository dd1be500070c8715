import Link from "next/link";
import type { ReactNode } from "react";
import { ActionResult } from "@/app/_ui/callout";
import type { AuthState } from "./auth-state";

export interface AuthFormProps {
  action: (form: FormData) => void;
  state: AuthState;
  /** Fields and the button. */
  children: ReactNode;
  /** Said when it worked and the page stays. */
  done?: ReactNode;
}

/** The frame of every form of this folder: a refusal on top or by its field, fields, one button. Works without script. */
export function AuthForm({ action, state, children, done }: AuthFormProps) {
  return (
    <form action={action} className="mt-6 flex flex-col gap-5">
      {state?.ok === false && state.fields !== undefined ? (
        // The field says it where it is seen; whoever listens is told that something is to be seen.
        <p role="alert" className="sr-only">
          {state.message}
        </p>
      ) : (
        <ActionResult state={state} done={done} />
      )}
      {children}
    </form>
  );
}

/** A quiet line under a form: the other way. */
export function OtherWay({ text, href, link }: { text: string; href: string; link: string }) {
  return (
    <p className="mt-6 border-line border-t pt-4 text-muted text-sm">
      {text}{" "}
      <Link href={href} prefetch={false} className="text-accent underline underline-offset-2">
        {link}
      </Link>
    </p>
  );
}

/** Between two ways of doing the same. */
export function Or() {
  return (
    <p className="my-5 flex items-center gap-3 text-muted text-sm before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
      or
    </p>
  );
}

/** The one h1 and its sentence. */
export function AuthTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <>
      <h1 className="font-serif text-2xl">{title}</h1>
      {children && <p className="mt-2 text-muted">{children}</p>}
    </>
  );
}
