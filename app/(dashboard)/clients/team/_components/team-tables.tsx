import { Badge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { SpokenTh, Table, Td, Th, Tr } from "@/app/_ui/table";
import { ROLE_WORDS, type TeamView } from "@/lib/services/firm/view-team";
import { PersonHead } from "../../_components/person-head";
import { MemberForms, type RoleOption, WithdrawColleague } from "./team-forms";

/** What each role may do, as it is chosen. */
export const ROLES: readonly RoleOption[] = [
  { value: "preparer", label: ROLE_WORDS.preparer, hint: "Works in clients’ books." },
  {
    value: "reviewer",
    label: ROLE_WORDS.reviewer,
    hint: "Sees all clients, assigns them, lets people in, signs off.",
  },
  { value: "viewer", label: ROLE_WORDS.viewer, hint: "Looks at everything, changes nothing." },
  { value: "owner", label: ROLE_WORDS.owner, hint: "All of it, and leads the team." },
];

/** Everybody who works here. */
export function TeamTable({ team }: { team: TeamView }) {
  const owners = team.members.filter(({ role }) => role === "owner").length;
  return (
    <Table caption="People of the firm" density="comfortable">
      <thead>
        <tr>
          <Th sticky>Person</Th>
          <Th>Role</Th>
          <Th>Since</Th>
          <Th numeric>Assigned clients</Th>
          {team.mayManage && <SpokenTh>Change</SpokenTh>}
        </tr>
      </thead>
      <tbody>
        {team.members.map((member) => (
          <Tr key={member.id}>
            <PersonHead email={member.email}>
              {member.name} {member.isMe && <Badge>You</Badge>}
            </PersonHead>
            <Td>{ROLE_WORDS[member.role]}</Td>
            <Td>
              <Day date={member.since} />
            </Td>
            <Td numeric>{member.clients.toLocaleString("en-US")}</Td>
            {team.mayManage && (
              <Td>
                {member.role === "owner" && owners === 1 ? (
                  <span className="text-muted text-sm">The only owner stays</span>
                ) : (
                  <MemberForms
                    member={member.id}
                    name={member.name}
                    role={member.role}
                    roles={ROLES}
                  />
                )}
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Letters to colleagues that wait for an answer. */
export function LettersTable({ letters }: { letters: TeamView["letters"] }) {
  return (
    <Table caption="Invitations that wait for an answer" density="comfortable">
      <thead>
        <tr>
          <Th sticky>Sent to</Th>
          <Th>Role</Th>
          <Th>Link good until</Th>
          <SpokenTh>Take it back</SpokenTh>
        </tr>
      </thead>
      <tbody>
        {letters.map((letter) => (
          <Tr key={letter.id}>
            <PersonHead email={letter.email} />
            <Td>{ROLES.find(({ value }) => value === letter.role)?.label ?? letter.role}</Td>
            <Td>
              <Day date={letter.goodUntil} />
            </Td>
            <Td>
              <WithdrawColleague invitation={letter.id} email={letter.email} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** What was changed about the firm and its people, the latest first. */
export function TeamEvents({ events }: { events: TeamView["events"] }) {
  return (
    <ol className="flex flex-col text-sm">
      {events.map((event) => (
        <li key={event.key} className="flex flex-wrap gap-x-4 border-line border-b py-2">
          <span className="w-28 text-muted tabular-nums">
            <Day date={event.on} />
          </span>
          <span>
            <span className="font-medium">{event.by}</span> {event.words}
          </span>
        </li>
      ))}
    </ol>
  );
}
