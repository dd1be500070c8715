import { type FirmRefusal, withFirm } from "@/db/firm-gate";
import { listClients } from "@/db/queries/clients";
import { type Firm, getFirm, listFirmEvents, listMembers, type Member } from "@/db/queries/firm";
import { INVITATION_DAYS } from "@/db/queries/invitations";
import { findSecondSteps } from "@/db/queries/second-steps";
import type { FirmRole } from "@/db/roles";
import { withSystem } from "@/db/system";
import { type Asking, withUser } from "@/db/tenant";
import { PASSWORD_MIN } from "@/lib/auth/password";
import { SESSION_LIMITS, STEP_UP_SECONDS } from "@/lib/auth/session-limits";
import { appDatabaseUrl, appOrigin, env } from "@/lib/env";
import { historyProviders, quoteProviders } from "@/lib/prices/providers";
import { err, ok, type Result } from "@/lib/result";
import { keyring } from "@/lib/secrets/keyring";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { firmOf } from "../firm/firm-of";
import { controlsOf } from "./controls";
import type { ControlGroup, WispFacts } from "./facts";

/** The annex: what is in force at a moment, for one firm. */
export interface WispView {
  readonly firmName: string;
  readonly at: Instant;
  readonly groups: readonly ControlGroup[];
}

/** Changes that are counted; of more it says "at least". */
const EVENTS = 500;

/** The controls in force for the user's firm, read as they are now. For everybody who works in it. */
export async function viewWisp(
  user: Asking,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<WispView, FirmRefusal>> {
  const firm = await firmOf(user);
  if (firm === null) {
    return err({ code: "not-found" });
  }
  const found = await withFirm<Found, never>(user, firm, "see-team", async (tx) =>
    ok({
      firm: await getFirm(tx),
      members: await listMembers(tx),
      events: (await listFirmEvents(tx, EVENTS + 1)).length,
    }),
  );
  if (!found.ok) {
    return found;
  }
  const { members, events } = found.value;
  const clients = (await withUser(user, listClients)).filter((client) => client.firmId === firm);
  const facts: WispFacts = {
    ...configured(),
    members: rolesOf(members),
    secondSteps: await secondStepsOf(members),
    assignedOnly: found.value.firm.assignedOnly,
    clients: clients.length,
    firmEvents: { count: Math.min(events, EVENTS), isMore: events > EVENTS },
  };
  return ok({ firmName: found.value.firm.name, at: now, groups: controlsOf(facts) });
}

interface Found {
  readonly firm: Firm;
  readonly members: readonly Member[];
  readonly events: number;
}

function rolesOf(members: readonly Member[]): Readonly<Record<FirmRole, number>> {
  const count = (role: FirmRole) => members.filter((member) => member.role === role).length;
  return {
    owner: count("owner"),
    reviewer: count("reviewer"),
    preparer: count("preparer"),
    viewer: count("viewer"),
  };
}

async function secondStepsOf(members: readonly Member[]): Promise<WispFacts["secondSteps"]> {
  const steps = await withSystem(async (tx) => {
    const all = [];
    for (const { userId } of members) {
      all.push(await findSecondSteps(tx, userId));
    }
    return all;
  });
  return {
    apps: steps.filter(({ totpSince }) => totpSince !== null).length,
    passkeys: steps.filter(({ passkeys }) => passkeys > 0).length,
    without: steps.filter(({ totpSince, passkeys }) => totpSince === null && passkeys === 0).length,
  };
}

/** What of the annex this process is configured with. */
function configured() {
  const { SMTP_URL } = env();
  const database = new URL(appDatabaseUrl());
  const { idleSeconds, absoluteSeconds } = SESSION_LIMITS.professional;
  const hosts = [...quoteProviders(), ...historyProviders()].map(({ label }) => label);
  return {
    passwordMin: PASSWORD_MIN,
    idleSeconds,
    absoluteSeconds,
    stepUpSeconds: STEP_UP_SECONDS,
    invitationDays: INVITATION_DAYS,
    origin: appOrigin(),
    isHttps: appOrigin().startsWith("https:"),
    keys: keyring().byId.size,
    database: {
      host: database.hostname,
      isLocal: ["", "localhost", "127.0.0.1", "[::1]"].includes(database.hostname),
      isEncrypted: /^(require|verify-ca|verify-full)$/.test(
        database.searchParams.get("sslmode") ?? "",
      ),
    },
    mailHost: SMTP_URL === undefined ? null : new URL(SMTP_URL).hostname,
    priceHosts: [...new Set(hosts)].sort(),
  };
}
