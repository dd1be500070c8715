import type { Metadata } from "next";
import { Callout } from "@/app/_ui/callout";
import { dayText } from "@/app/_ui/day";
import { TextField } from "@/app/_ui/field";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { PasskeyForm } from "@/app/(auth)/_components/passkey-form";
import { askForNewPasskey, keepPasskey } from "@/app/(auth)/passkey-actions";
import { requireSteppedUp } from "@/lib/auth/session";
import { viewPasskeys } from "@/lib/services/account/passkeys";
import { RemovePasskey } from "../_components/remove-passkey";
import { RenamePasskey } from "../_components/rename-passkey";
import { Since } from "../_components/since";

export const metadata: Metadata = { title: "Passkeys" };

export default async function PasskeysPage() {
  const session = await requireSteppedUp("/account/passkeys");
  const { passkeys, arePossible } = await viewPasskeys(session);
  return (
    <>
      <PageHeader
        over={session.email}
        title="Passkeys"
        lead="A passkey is kept by your device and opened with its PIN, finger or face. It signs you in alone, or as the second step, and cannot be given away on a false page."
      />
      {passkeys.length > 0 && (
        <ul className="mb-10 border-line border-t">
          {passkeys.map((one) => (
            <li
              key={one.id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-3"
            >
              <div className="min-w-0">
                <p className="break-words font-medium">{one.name}</p>
                <p className="text-muted text-sm">
                  Added {dayText(one.createdAt)} ·{" "}
                  {one.isSynced ? "on your devices" : "on one device"} ·{" "}
                  {one.lastUsedAt === null ? (
                    "not used yet"
                  ) : (
                    <>
                      last used <Since at={one.lastUsedAt} />
                    </>
                  )}
                </p>
              </div>
              <div className="flex flex-wrap gap-2">
                <RenamePasskey id={one.id} name={one.name} />
                <RemovePasskey id={one.id} name={one.name} />
              </div>
            </li>
          ))}
        </ul>
      )}
      <Section title="Add a passkey" lead="Every other session ends, and a mail tells you of it.">
        {arePossible ? (
          <div className="max-w-md">
            <PasskeyForm ask={askForNewPasskey} send={keepPasskey} label="Add a passkey">
              <TextField
                name="name"
                label="Name"
                hint="So that you know it again, such as the device it is on."
                required
                maxLength={60}
                autoComplete="off"
              />
            </PasskeyForm>
          </div>
        ) : (
          <Callout>
            Passkeys belong to a name on the internet. This address is digits alone, so there are
            none here.
          </Callout>
        )}
      </Section>
    </>
  );
}
