import type { ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button";
import { dayText } from "@/app/_ui/day";
import type { GoogleView } from "@/lib/services/account/google";
import type { AccountView } from "@/lib/services/account/view-account";

type Steps = AccountView["steps"];

/** Password, second step and recovery codes: the state of each and what can be done about it. */
export function SignInParts({
  steps,
  google,
  isProfessional,
}: {
  steps: Steps;
  google: GoogleView;
  isProfessional: boolean;
}) {
  const { totpSince, passkeys, recoveryCodesLeft } = steps;
  return (
    <ul className="mb-12 border-line border-t">
      <Part
        title="Password"
        href="/account/password"
        link="Change it"
        says="At least 15 characters. Changing it signs you out everywhere else."
      />
      <GooglePart google={google} />
      <Part
        title="Authenticator app"
        badge={
          totpSince === null ? (
            <Badge tone={passkeys === 0 ? "caution" : "plain"}>Not set up</Badge>
          ) : (
            <Badge tone="gain">In use</Badge>
          )
        }
        href="/account/authenticator"
        link={totpSince === null ? "Set it up" : "Change it"}
        says={
          totpSince === null
            ? withoutApp(isProfessional && passkeys === 0)
            : `Since ${dayText(totpSince)}. Its code is asked after your password.`
        }
      />
      <Part
        title="Passkeys"
        badge={passkeys > 0 && <Badge tone="gain">{passkeys} in use</Badge>}
        href="/account/passkeys"
        link={passkeys === 0 ? "Add one" : "See them"}
        says="Kept by a device, opened with its PIN, finger or face. One signs you in alone, or as the second step."
      />
      {(totpSince !== null || passkeys > 0) && (
        <Part
          title="Recovery codes"
          badge={<CodesLeft left={recoveryCodesLeft} />}
          href="/account/recovery-codes"
          link={recoveryCodesLeft === null ? "Make them" : "Make new ones"}
          says="Stand in once each when your device is lost. Without them and without the device nobody can let you in."
        />
      )}
    </ul>
  );
}

/** Nothing where it is neither set up nor in use. */
function GooglePart({ google: { isOn, since } }: { google: GoogleView }) {
  return isOn || since !== null ? (
    <Part
      title="Google"
      badge={since !== null && <Badge tone="gain">Connected</Badge>}
      href="/account/google"
      link={since === null ? "Connect it" : "Disconnect it"}
      says="Opens your account in place of the password. Your second step is asked as before."
    />
  ) : null;
}

const withoutApp = (isNeeded: boolean) =>
  isNeeded
    ? "Needed before anything opens."
    : "A second step after the password: a stolen password alone then opens nothing.";

function CodesLeft({ left }: { left: number | null }) {
  if (left === null) {
    return <Badge tone="caution">None made</Badge>;
  }
  return left < 3 ? <Badge tone="caution">{left} left</Badge> : <Badge>{left} left</Badge>;
}

function Part(props: {
  title: string;
  badge?: ReactNode;
  says: string;
  href: string;
  link: string;
}) {
  const { title, badge, says, href, link } = props;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-line border-b py-4">
      <div className="min-w-0 max-w-xl grow basis-64">
        <h2 className="flex flex-wrap items-center gap-2 font-medium text-lg">
          {title}
          {badge}
        </h2>
        <p className="mt-1 text-muted">{says}</p>
      </div>
      <ButtonLink href={href} size="small" className="shrink-0">
        {link}
        <span className="sr-only">: {title}</span>
      </ButtonLink>
    </li>
  );
}
