import { Badge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { SpokenTh, Table, Td, Th, Tr } from "@/app/_ui/table";
import { yearsText } from "@/lib/services/sharing/scope";
import type {
  ConsentView,
  LetterView,
  PersonView,
  ScopeView,
} from "@/lib/services/sharing/view-people";
import { PersonHead } from "../../../_components/person-head";
import { EndAccess, WithdrawForm } from "./end-forms";

/** Everybody who is in, with the way to end it. */
export function PeopleTable({
  clientId,
  people,
}: {
  clientId: string;
  people: readonly PersonView[];
}) {
  return (
    <Table caption="Who is let in" density="comfortable">
      <thead>
        <tr>
          <Th sticky>Person</Th>
          <Th>May</Th>
          <Th>Until</Th>
          <Th>Since</Th>
          <Th>Last seen</Th>
          <SpokenTh>End it</SpokenTh>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <Tr key={person.id}>
            <PersonHead email={person.email}>{person.name}</PersonHead>
            <Td>
              <Scope of={person} />
            </Td>
            <Td>{person.isOver ? <Badge>Over</Badge> : <Until date={person.until} />}</Td>
            <Td>
              <Day date={person.since} />
            </Td>
            <Td>{person.lastUsed === null ? "Never" : <Day date={person.lastUsed} />}</Td>
            <Td>
              <EndAccess clientId={clientId} person={person.id} name={person.name} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Letters that wait for an answer. */
export function LetterTable({
  clientId,
  letters,
}: {
  clientId: string;
  letters: readonly LetterView[];
}) {
  return (
    <Table caption="Invitations that wait for an answer" density="comfortable">
      <thead>
        <tr>
          <Th sticky>Sent to</Th>
          <Th>May</Th>
          <Th>Until</Th>
          <Th>Link good until</Th>
          <SpokenTh>Take it back</SpokenTh>
        </tr>
      </thead>
      <tbody>
        {letters.map((letter) => (
          <Tr key={letter.id}>
            <PersonHead email={letter.email} />
            <Td>
              <Scope of={letter} />
            </Td>
            <Td>
              <Until date={letter.until} />
            </Td>
            <Td>
              <Day date={letter.goodUntil} />
            </Td>
            <Td>
              <WithdrawForm clientId={clientId} invitation={letter.id} email={letter.email} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Consents as they were given, each with its words. */
export function ConsentList({ consents }: { consents: readonly ConsentView[] }) {
  return (
    <ul className="flex flex-col">
      {consents.map((consent) => (
        <li key={consent.id} className="border-line border-b py-3 first:pt-0">
          <p>
            <span className="font-medium">{consent.signedBy}</span>{" "}
            {consent.how === "own" ? "consented, signed in," : "signed on paper"} on{" "}
            <Day date={consent.signedOn} />: <span className="break-all">{consent.recipient}</span>,
            until <Day date={consent.until} />
          </p>
          <details className="mt-1 text-sm">
            <summary className="cursor-pointer text-accent">
              The words<span className="sr-only"> of the consent for {consent.recipient}</span>
            </summary>
            <p className="mt-2 max-w-3xl whitespace-pre-line">{consent.wording}</p>
            <p className="mt-2 break-all font-mono text-muted text-xs">
              SHA-256 {consent.wordingHash}
            </p>
          </details>
        </li>
      ))}
    </ul>
  );
}

function Scope({ of }: { of: ScopeView }) {
  return (
    <>
      <span className="block">{of.mayWrite ? "Prepare" : "Look"}</span>
      <span className="block text-muted text-sm">{yearsText(of.years)}</span>
    </>
  );
}

const Until = ({ date }: { date: string | null }) =>
  date === null ? "You end it" : <Day date={date} />;
