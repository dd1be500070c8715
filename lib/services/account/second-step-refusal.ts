import { refusalMessage } from "@/lib/refusals";
import { err, type Result } from "@/lib/result";

/** Why a code or a password shown anew is not taken, by its field. */
export interface ProofRefusal {
  readonly code: "wrong-code" | "wrong-recovery-code" | "wrong-password" | "too-many-tries";
  readonly fields?: Readonly<Record<string, string>>;
}

/** A refusal whose sentence stands by the field; too many tries are about no field. */
export const refuseProof = (
  code: ProofRefusal["code"],
  field: string,
): Result<never, ProofRefusal> =>
  err(code === "too-many-tries" ? { code } : { code, fields: { [field]: refusalMessage(code) } });
