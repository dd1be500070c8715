import type { SessionStage, Shown } from "@/db/queries/sessions";
import type { User } from "@/db/queries/users";

/**
 * Whether what was shown opens the books. A passkey is two factors in one: the device, and the person it recognised. With a
 * password alone an investor who set up no second step is in; everybody who has one must show it, and a professional who has
 * none must set one up first.
 */
export function stageOf(whose: {
  readonly kind: User["kind"];
  readonly hasSecondStep: boolean;
  readonly shown: readonly Shown[];
}): SessionStage {
  const { kind, hasSecondStep, shown } = whose;
  if (shown.some((one) => one !== "password")) {
    return "full";
  }
  return kind === "investor" && !hasSecondStep && shown.includes("password") ? "full" : "pending";
}
