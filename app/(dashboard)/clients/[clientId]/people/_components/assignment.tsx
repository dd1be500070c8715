import { Badge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { Section } from "@/app/_ui/page-header";
import { RowHead, SpokenTh, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { AssignmentView, ColleagueView } from "@/lib/services/firm/view-assignment";
import { ROLE_WORDS } from "@/lib/services/firm/view-team";
import { AssignForm, HandOffForm } from "./assign-forms";

/** Who of the firm works in these books, and how they went from hand to hand. */
export function Assignment({ clientId, view }: { clientId: string; view: AssignmentView }) {
  return (
    <Section
      title={`In ${view.firmName}`}
      lead={
        view.assignedOnly
          ? "Owners and reviewers see every client; the others see those assigned to them."
          : "Everybody in the firm sees every client; an assignment says whose work it is."
      }
    >
      <Table caption="Colleagues" density="comfortable">
        <thead>
          <tr>
            <Th sticky>Colleague</Th>
            <Th>Role</Th>
            <Th>This client</Th>
            <SpokenTh>Change</SpokenTh>
          </tr>
        </thead>
        <tbody>
          {view.colleagues.map((one) => (
            <Tr key={one.id}>
              <RowHead>
                {one.name} {one.isMe && <Badge>You</Badge>}
              </RowHead>
              <Td>{ROLE_WORDS[one.role]}</Td>
              <Td>{one.isAssigned ? <Badge tone="gain">Assigned</Badge> : "Not assigned"}</Td>
              <Td>
                <Deeds clientId={clientId} view={view} one={one} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {view.handOffs.length > 0 && <HandOffs view={view} />}
    </Section>
  );
}

function Deeds(props: { clientId: string; view: AssignmentView; one: ColleagueView }) {
  const { clientId, view, one } = props;
  const others = view.colleagues
    .filter(({ id, isAssigned }) => id !== one.id && !isAssigned)
    .map(({ id, name }) => ({ value: id, label: name }));
  const mayHand = one.isAssigned && others.length > 0 && (view.mayAssign || one.isMe);
  return (
    <div className="flex flex-wrap gap-2">
      {view.mayAssign && (
        <AssignForm
          clientId={clientId}
          member={one.id}
          name={one.name}
          isAssigned={one.isAssigned}
        />
      )}
      {mayHand && <HandOffForm clientId={clientId} from={one.id} name={one.name} others={others} />}
    </div>
  );
}

function HandOffs({ view: { handOffs } }: { view: AssignmentView }) {
  return (
    <ol className="mt-6 flex flex-col text-sm" aria-label="Handed on">
      {handOffs.map(({ key, on, from, to, note }) => (
        <li key={key} className="border-line border-b py-2">
          <p>
            <Day date={on} />: from <span className="font-medium">{from}</span> to{" "}
            <span className="font-medium">{to}</span>
          </p>
          {note !== null && <p className="mt-0.5 whitespace-pre-line text-muted">{note}</p>}
        </li>
      ))}
    </ol>
  );
}
