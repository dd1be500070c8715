import { counted } from "@/lib/reports/text";
import type { Control, ControlGroup, WispFacts } from "./facts";

const control = (
  key: string,
  name: string,
  inForce: string,
  means: string,
  isWeak = false,
): Control => ({ key, name, inForce, means, isWeak });

/** "30 minutes", "12 hours", "1 hour". */
export function durationText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes % 60 === 0 ? counted(minutes / 60, "hour") : counted(minutes, "minute");
}

/** The controls in force, by the element of the Safeguards Rule each belongs to (16 CFR 314.4). Pure: says what the facts say and nothing else. */
export function controlsOf(facts: WispFacts): readonly ControlGroup[] {
  return [
    access(facts),
    secondStep(facts),
    encryption(facts),
    activity(facts),
    retention(facts),
    providers(facts),
    left(),
  ];
}

const roleText = ({ members }: WispFacts): string =>
  [
    counted(members.owner, "owner"),
    counted(members.reviewer, "reviewer"),
    counted(members.preparer, "preparer"),
    `${members.viewer.toLocaleString("en-US")} read-only`,
  ].join(", ");

function access(facts: WispFacts): ControlGroup {
  return {
    key: "access",
    heading: "Who may see what",
    rule: "16 CFR 314.4(c)(1)",
    controls: [
      control(
        "roles",
        "People and roles",
        roleText(facts),
        "One table says which role may do what; the service asks it with every request, and the database draws the same lines by itself (row level security, forced on the owner of the tables too).",
        facts.members.owner > 0 && facts.members.owner + facts.members.reviewer === 1,
      ),
      control(
        "assignment",
        "Clients a preparer sees",
        facts.assignedOnly ? "Those assigned to them" : "Every client of the firm",
        facts.assignedOnly
          ? "Owners and reviewers see all and assign."
          : "Can be narrowed to assigned clients on the Team page.",
        !facts.assignedOnly && facts.members.preparer + facts.members.viewer > 0,
      ),
      control(
        "clients",
        "Clients whoever prints this may open",
        facts.clients.toLocaleString("en-US"),
        "No taxpayer number is stored: it is stamped onto papers in the browser and never sent.",
      ),
      control(
        "ending",
        "Ending access",
        "On the next request",
        `A removed colleague or an ended grant opens nothing any more, whatever page is open. Invitations work once, for one e-mail, for ${counted(facts.invitationDays, "day")}.`,
      ),
    ],
  };
}

function secondStep({ secondSteps, ...facts }: WispFacts): ControlGroup {
  const { apps, passkeys, without } = secondSteps;
  return {
    key: "sign-in",
    heading: "Signing in",
    rule: "16 CFR 314.4(c)(5)",
    controls: [
      control(
        "mfa",
        "Second step",
        `${counted(apps, "person", "people")} with an app, ${counted(passkeys, "person", "people")} with a passkey, ${without.toLocaleString("en-US")} without`,
        without === 0
          ? "Required of everybody who works in a firm; nothing opens without it."
          : "Required of everybody who works in a firm: those without one are led to set it up when they sign in, and see nothing before.",
      ),
      control(
        "password",
        "Passwords",
        `At least ${counted(facts.passwordMin, "character")}`,
        "Common ones and those about the person are refused; kept as argon2id. Tries are limited before anything costly is done.",
      ),
      control(
        "sessions",
        "Sessions",
        `End after ${durationText(facts.idleSeconds)} unused, ${durationText(facts.absoluteSeconds)} at most`,
        `Kept on the server, listed and ended by their owner. Letting people in and taking many clients’ papers asks for the second step again when it is older than ${durationText(facts.stepUpSeconds)}.`,
      ),
    ],
  };
}

function encryption(facts: WispFacts): ControlGroup {
  const { isHttps, origin, keys, database } = facts;
  return {
    key: "encryption",
    heading: "Encryption",
    rule: "16 CFR 314.4(c)(3)",
    controls: [
      control(
        "rest",
        "At rest",
        `AES-256-GCM, ${counted(keys, "wrapping key")}`,
        "Names, messages, notes and secrets of second steps are sealed with a key of each client, which a key outside the database wraps. Ledger rows are not sealed: encrypt the disk of the database.",
      ),
      control(
        "transit",
        "On the way",
        isHttps ? `HTTPS (${origin})` : `No HTTPS (${origin})`,
        isHttps
          ? "Browsers are told to use nothing else for a year."
          : "This server is not reached over HTTPS: fit for one machine only.",
        !isHttps,
      ),
      control(
        "database",
        "Database",
        database.isLocal
          ? "On the same machine"
          : `${database.host}, ${database.isEncrypted ? "over TLS" : "without TLS"}`,
        "The product connects with a role that owns nothing and is bound by row level security.",
        !(database.isLocal || database.isEncrypted),
      ),
    ],
  };
}

function activity({ firmEvents }: WispFacts): ControlGroup {
  return {
    key: "activity",
    heading: "Records of what is done",
    rule: "16 CFR 314.4(c)(8)",
    controls: [
      control(
        "history",
        "History of each client",
        "Append-only, hash-chained",
        "Every change with who made it and when, visible to the client; one changed byte is found by the check on its page.",
      ),
      control(
        "firm",
        "Changes of the firm’s people",
        `${firmEvents.isMore ? "At least " : ""}${counted(firmEvents.count, "entry", "entries")} on record`,
        "Invitations, roles, removals and settings, on the Team page.",
      ),
    ],
  };
}

function retention({ invitationDays }: WispFacts): ControlGroup {
  return {
    key: "retention",
    heading: "Keeping and disposing",
    rule: "16 CFR 314.4(c)(6)",
    controls: [
      control(
        "books",
        "Clients’ books",
        "Until the firm deletes them",
        "Nothing is deleted by itself. The rule asks for disposal two years after the last use for a service, unless needed or kept by law: review it each year.",
        true,
      ),
      control(
        "short",
        "Links and sign-ins",
        `Invitations ${counted(invitationDays, "day")}, password links 30 minutes`,
        "Stored as hashes, good once, cleaned up every hour with ended sessions.",
      ),
      control(
        "backups",
        "Backups",
        "Made by whoever runs the server",
        "This server cannot see its own backups. Write down here who makes them, how often, where they are kept and when one was last restored.",
        true,
      ),
    ],
  };
}

function providers({ mailHost, priceHosts, database }: WispFacts): ControlGroup {
  return {
    key: "providers",
    heading: "Service providers this server talks to",
    rule: "16 CFR 314.4(f)",
    controls: [
      control(
        "mail",
        "Mail",
        mailHost ?? "None: mails are kept on the server",
        "Mails carry a name and a link, no figure and no client’s name.",
      ),
      control(
        "prices",
        "Prices",
        priceHosts.join(", "),
        "Asked for prices by asset and day alone; nothing about a client or a firm is sent.",
      ),
      ...(database.isLocal
        ? []
        : [
            control(
              "db-host",
              "Database",
              database.host,
              "Holds all of the firm’s and its clients’ data.",
            ),
          ]),
      control(
        "none",
        "Analytics, advertising, machine learning",
        "None",
        "No script, font or image of anybody else is loaded, and no return information leaves this server.",
      ),
    ],
  };
}

/** What a plan needs and no software can say. The four elements a small firm is excused from: 16 CFR 314.6. */
function left(): ControlGroup {
  return {
    key: "left",
    heading: "For the firm to write itself",
    rule: "16 CFR 314.4(a), (b), (c)(2), (d), (e), (g), (h), (i)",
    controls: [
      control(
        "person",
        "Who is responsible",
        "Not known here",
        "The qualified individual (a), the risk assessment (b), training (e), and who reports in writing to those who lead the firm, at least once a year (i).",
      ),
      control(
        "incidents",
        "Plan for incidents",
        "Not known here",
        "Who does what (h), and whom to tell: the FTC within 30 days of finding that unencrypted information of 500 or more people was taken (16 CFR 314.4(j)), and the IRS stakeholder liaison.",
      ),
      control(
        "testing",
        "Testing and review",
        "Not known here",
        "How the safeguards are tested and how often (d), and what was changed for it (g).",
      ),
      control(
        "small",
        "Fewer than 5,000 people",
        "Not known here",
        "A firm that keeps information about fewer than 5,000 people, former clients among them, is excused from the written form of the risk assessment (b)(1), penetration tests (d)(2), the written plan for incidents (h) and the yearly report (i) (16 CFR 314.6); from nothing else.",
      ),
      control(
        "devices",
        "The firm’s own devices",
        "Not known here",
        "A list of them (c)(2); disk encryption, updates, malware protection and network of every computer a client’s data is opened on (IRS Publications 4557 and 5708).",
      ),
    ],
  };
}
