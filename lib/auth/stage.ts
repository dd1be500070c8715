import type { SessionStage, Shown } from "@/db/queries/sessions";
import type { User } from "@/db/queries/users";

/** What is shown first: known or held elsewhere, so never enough where there is a second step. */
const FIRST_STEPS: readonly Shown[] = ["password", "google"];

/**
 * Whether what was shown opens the books. A passkey is two factors in one: the device, and the person it recognised. With a
 * password alone, or an account at Google alone, an investor who set up no second step is in; everybody who has one must show it, and a professional who has
 * none must set one up first.
 */
export function stageOf(whose: {
  readonly kind: User["kind"];
  readonly hasSecondStep: boolean;
  readonly shown: readonly Shown[];
}): SessionStage {
  const { kind, hasSecondStep, shown } = whose;
  if (shown.some((one) => !FIRST_STEPS.includes(one))) {
    return "full";
  }
  return kind === "investor" && !hasSecondStep && shown.length > 0 ? "full" : "pending";
}
