import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";

/** Says that moves between own accounts were recognised with this import; nothing when none was. */
export function LinkedMoves({ linked, href }: { linked: number; href: string }) {
  return linked === 0 ? null : (
    <Callout
      tone="good"
      title={
        linked === 1
          ? "One move between your accounts was recognised"
          : `${linked.toLocaleString("en-US")} moves between your accounts were recognised`
      }
      className="mb-4"
      actions={
        <ButtonLink size="small" href={href}>
          See them
        </ButtonLink>
      }
    >
      A move is no sale: lots keep their basis and day. Each can be separated again.
    </Callout>
  );
}
