import { Or } from "@/app/(auth)/_components/auth-form";
import { askForNewPasskey, keepPasskey } from "@/app/(auth)/passkey-actions";
import type { Session } from "@/lib/auth/session";
import { viewPasskeys } from "@/lib/services/account/passkeys";
import { viewTotpSetUp } from "@/lib/services/account/set-up-totp";
import { PasskeyForm } from "./passkey-form";
import { TotpSetUp } from "./totp-set-up";

/** A passkey or an authenticator app; on to the recovery codes and then to `next`. */
export async function SetUpChoices({ session, next }: { session: Session; next: string }) {
  const [setUp, { arePossible }] = await Promise.all([
    viewTotpSetUp(session),
    viewPasskeys(session),
  ]);
  return (
    <>
      {setUp === null && arePossible && (
        <div className="mt-6">
          <PasskeyForm
            ask={askForNewPasskey}
            send={keepPasskey}
            label="Set up a passkey"
            next={next}
          />
          <p className="mt-2 text-muted text-sm">
            Kept by your device and opened with its PIN, finger or face. Nothing to type, and
            nothing that a false page could ask for.
          </p>
          <Or />
        </div>
      )}
      <TotpSetUp isSecond={arePossible} setUp={setUp} next={next} />
      {setUp === null && (
        <p className="mt-2 text-muted text-sm">
          Six digits, new every half minute, on your telephone or in a password manager.
        </p>
      )}
    </>
  );
}
