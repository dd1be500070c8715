import { Section } from "@/app/_ui/page-header";
import type { AmendedYearView } from "@/lib/services/filing/view-amended-year";

type Packet = AmendedYearView["packet"];

/** What goes to the IRS, what stays with you, and how it is sent. */
export function PacketLists({ packet }: { packet: Packet }) {
  return (
    <Section later title="The packet" lead={`${packet.deliverySays} ${packet.processing}`}>
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-3">
        <List title="Send" items={packet.attach} />
        <List title="Keep" items={packet.keep} />
        <List title="Leave out" items={packet.leaveOut} />
      </div>
      <div className="mt-6 flex max-w-2xl flex-col gap-2">
        {[...packet.notes, packet.state].map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
      <p className="mt-2 max-w-2xl text-muted text-sm">{packet.authority}.</p>
    </Section>
  );
}

function List({ title, items }: { title: string; items: Packet["attach"] }) {
  return (
    <div>
      <h3 className="mb-2 border-line border-b pb-1 font-medium">{title}</h3>
      <ul className="flex flex-col gap-3">
        {items.map((item) => (
          <li key={item.what}>
            {item.what}
            <span className="block text-muted text-sm">{item.why}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
