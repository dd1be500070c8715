import Link from "next/link";
import { WrittenSum } from "@/app/_ui/definition-list";
import { Drawer } from "@/app/_ui/drawer";
import { Money } from "@/app/_ui/money";
import type { ExplainedAmount, Explanation } from "@/lib/services/gains/explanation";
import { Authorities } from "./authorities";
import { WhyFacts, WhyRows, WhySources } from "./why-parts";

export interface WhyDrawerProps {
  explanation: Explanation;
  /** The page without `?why=`. */
  closeHref: string;
  /** The page with `?why={why}`: "{why}" is where the name goes. */
  whyTemplate: string;
  /** Opens all rows of a box: "{box}" is where its letter goes. */
  boxTemplate: string;
  /** The ledger with one transaction: "{id}" is where it goes. */
  ledgerTemplate: string;
}

/** Why a figure is what it is: the sum, what lies under it, the rule. The same drawer everywhere. */
export function WhyDrawer(props: WhyDrawerProps) {
  const { explanation, closeHref, whyTemplate } = props;
  return (
    <Drawer over={explanation.over} title={explanation.title} closeHref={closeHref}>
      <div className="flex flex-col gap-6">
        <div>
          <p className="font-medium text-xl">
            <Money amount={explanation.amount} tone="signed" />
          </p>
          <p className="mt-1 text-muted">{explanation.sentence}</p>
        </div>
        <Operands explanation={explanation} whyTemplate={whyTemplate} />
        <WhyFacts facts={explanation.facts} />
        <WhyRows {...props} />
        <WhySources sources={explanation.sources} ledgerTemplate={props.ledgerTemplate} />
        <section className="border-line border-t pt-4 text-sm">
          <h3 className="font-semibold">The rule</h3>
          {explanation.rules.map((rule) => (
            <p key={rule} className="mt-1">
              {rule}
            </p>
          ))}
          <div className="mt-2">
            <Authorities text={explanation.authority} />
          </div>
        </section>
      </div>
    </Drawer>
  );
}

function Operands({
  explanation,
  whyTemplate,
}: Pick<WhyDrawerProps, "explanation" | "whyTemplate">) {
  const { operands, form } = explanation;
  if (operands.length === 0) {
    return null;
  }
  const lines = operands.map((operand) => ({
    key: operand.key,
    role: operand.role,
    label: <OperandLabel operand={operand} whyTemplate={whyTemplate} />,
    amount: <Money amount={operand.amount} />,
  }));
  if (form === "sum") {
    return <WrittenSum lines={lines} />;
  }
  return (
    <section className="text-sm">
      <h3 className="font-semibold">What goes into it</h3>
      <dl>
        {lines.map((line) => (
          <div key={line.key} className="flex justify-between gap-4 border-line border-b py-1.5">
            <dt>{line.label}</dt>
            <dd className="text-right">{line.amount}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function OperandLabel({ operand, whyTemplate }: { operand: ExplainedAmount; whyTemplate: string }) {
  return operand.why === null ? (
    operand.label
  ) : (
    <Link
      href={whyTemplate.replace("{why}", encodeURIComponent(operand.why))}
      scroll={false}
      prefetch={false}
      className="askable"
    >
      {operand.label}
    </Link>
  );
}
