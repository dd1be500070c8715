"use client";

import { useActionState } from "react";
import { CopyButton } from "@/app/_ui/copy-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import { confirmAuthenticator, startAuthenticator } from "@/app/(auth)/actions";
import { AuthForm } from "./auth-form";
import { fieldError } from "./auth-state";
import { CodeField } from "./code-field";

/** What is being set up, as text and as a drawing. */
export interface ShownSetUp {
  readonly size: number;
  readonly path: string;
  readonly secret: string;
}

/** Sets up an authenticator app: one button, then the code to scan and the first six digits. */
export function TotpSetUp(props: {
  setUp: ShownSetUp | null;
  next: string | null;
  /** A passkey is offered before it: then this is the other way. */
  isSecond?: boolean;
}) {
  const { setUp, next, isSecond } = props;
  return setUp === null ? <Begin isSecond={isSecond} /> : <Confirm setUp={setUp} next={next} />;
}

function Begin({ isSecond }: { isSecond: boolean | undefined }) {
  const [state, action] = useActionState(startAuthenticator, null);
  return (
    <AuthForm action={action} state={state}>
      <SubmitButton variant={isSecond ? "secondary" : "primary"} pendingLabel="Making a code…">
        Set up an authenticator app
      </SubmitButton>
    </AuthForm>
  );
}

function Confirm({ setUp, next }: { setUp: ShownSetUp; next: string | null }) {
  const [state, action] = useActionState(confirmAuthenticator, null);
  return (
    <>
      <ol className="mt-6 flex list-decimal flex-col gap-4 pl-5">
        <li>
          <p>Scan this with the app.</p>
          <QrCode setUp={setUp} />
          <p className="text-muted text-sm">Or type this key into it:</p>
          <p className="mt-1 flex flex-wrap items-center gap-2">
            <code className="break-words font-mono text-sm" data-totp-secret="">
              {setUp.secret}
            </code>
            <CopyButton text={setUp.secret.replaceAll(" ", "")} label="Copy the key" />
          </p>
        </li>
        <li>Write the six digits it shows.</li>
      </ol>
      <AuthForm action={action} state={state?.ok === false && state.fields ? null : state}>
        {next !== null && <input type="hidden" name="next" value={next} />}
        <CodeField error={fieldError(state, "code")} />
        <SubmitButton pendingLabel="Checking…">Confirm the app</SubmitButton>
      </AuthForm>
    </>
  );
}

/** Drawn on the server, dark on light in both themes: cameras want it so. */
function QrCode({ setUp: { size, path } }: { setUp: ShownSetUp }) {
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="The key as a QR code for an authenticator app"
      shapeRendering="crispEdges"
      className="my-3 w-full max-w-56 rounded-ui border border-line"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
