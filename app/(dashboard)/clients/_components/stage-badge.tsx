import { Badge, type Tone } from "@/app/_ui/badge";
import { STAGE_WORDS, STAGES, type Stage } from "@/lib/services/cockpit/stage";

const TONES: Readonly<Record<Stage, Tone>> = {
  "no-data": "plain",
  importing: "plain",
  items: "caution",
  ready: "accent",
  "in-review": "accent",
  delivered: "gain",
  filed: "plain",
};

/** A stage in words, with how far along it is in seven steps. "by hand": somebody said so. */
export function StageBadge({ stage, byHand = false }: { stage: Stage; byHand?: boolean }) {
  const at = STAGES.indexOf(stage);
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <Badge tone={TONES[stage]}>
        <svg aria-hidden="true" width="20" height="8" viewBox="0 0 20 8" className="shrink-0">
          {STAGES.map((each, index) => (
            <rect
              key={each}
              x={index * 3}
              y={index <= at ? 0 : 6}
              width="2"
              height={index <= at ? 8 : 2}
              fill="currentColor"
            />
          ))}
        </svg>
        {STAGE_WORDS[stage].name}
      </Badge>
      {byHand && <span className="text-muted text-xs">by hand</span>}
    </span>
  );
}
