import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { counted } from "@/app/_ui/counted";
import { Fold } from "@/app/_ui/fold";
import { Section } from "@/app/_ui/page-header";
import type { AccountView } from "@/lib/services/account/view-account";
import { EndSession } from "./end-session";
import { Since } from "./since";

type Listed = AccountView["sessions"][number];

const SHOWN: Readonly<Record<Listed["shown"][number], string>> = {
  password: "password",
  google: "Google",
  totp: "app code",
  passkey: "passkey",
  "recovery-code": "recovery code",
};

/** Sessions beside this browser's that are shown before anybody asks for all. */
const SHOWN_FIRST = 4;

/** Where the person is signed in, this browser first, each with what was shown, and the way out of one or of all. A long list is folded. */
export function Sessions(props: {
  sessions: readonly Listed[];
  current: string;
  hours: AccountView["hours"];
  /** All of them, asked for by the address. */
  isOpen: boolean;
}) {
  const { sessions, current, hours, isOpen } = props;
  const own = sessions.filter(({ id }) => id === current);
  const others = sessions.filter(({ id }) => id !== current);
  const [first, rest] = [others.slice(0, SHOWN_FIRST), others.slice(SHOWN_FIRST)];
  return (
    <Section
      title="Where you are signed in"
      lead={`A session ends ${spanText(hours.idle)} after it was last used, and ${spanText(hours.absolute)} after it began.`}
      actions={
        <form action="/sign-out" method="post">
          <input type="hidden" name="everywhere" value="1" />
          <Button type="submit" size="small" variant="danger">
            Sign out everywhere
          </Button>
        </form>
      }
    >
      <List sessions={[...own, ...first]} current={current} />
      {rest.length > 0 && (
        <Fold
          className="mt-3"
          label={counted(rest.length, "older session")}
          href={isOpen ? "/account" : "/account?sessions=all"}
          isOpen={isOpen}
        >
          <List sessions={rest} current={current} />
        </Fold>
      )}
    </Section>
  );
}

function List({ sessions, current }: { sessions: readonly Listed[]; current: string }) {
  return (
    <ul>
      {sessions.map((one) => (
        <li
          key={one.id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-3"
        >
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {one.agent === "" ? "A browser" : one.agent}
              {one.id === current && <Badge tone="accent">This browser</Badge>}
            </p>
            <p className="text-muted text-sm">
              Signed in <Since at={one.createdAt} /> with{" "}
              {one.shown.map((what) => SHOWN[what]).join(" and ")} · last used{" "}
              <Since at={one.lastSeenAt} />
            </p>
          </div>
          {one.id !== current && (
            <EndSession id={one.id} name={one.agent === "" ? "a browser" : one.agent} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** "30 minutes", "12 hours", "14 days". */
function spanText(hours: number): string {
  if (hours < 1) {
    return `${Math.round(hours * 60)} minutes`;
  }
  return hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`;
}
