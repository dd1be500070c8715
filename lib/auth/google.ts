import { logRefusal } from "@/lib/refused";
import { err, ok, type Result } from "@/lib/result";
import { askIssuer, type OidcPerson, type OidcRefusal, readAnswer } from "./oidc";
import { type KeptRequest, keepRequest, takeRequest } from "./oidc-cookie";

/** The address at which Google asks, with the question kept in this browser: to sign in, or for the session that connects. */
export async function askGoogle(
  told: Pick<KeptRequest, "asks" | "next">,
): Promise<Result<{ readonly address: string }, OidcRefusal>> {
  const asked = await askIssuer();
  if (!asked.ok) {
    return asked;
  }
  const { address, request } = asked.value;
  await keepRequest({ ...request, ...told });
  return ok({ address });
}

/** What came back from Google: what was asked for, and whom it vouches for, read when it is wanted. */
export interface GoogleAnswer extends Pick<KeptRequest, "asks" | "next"> {
  readonly read: () => Promise<Result<OidcPerson, OidcRefusal>>;
}

/** The answer to the question this browser keeps, which is used up by it; refused where there is none. */
export async function takeGoogleAnswer(address: URL): Promise<Result<GoogleAnswer, OidcRefusal>> {
  const kept = await takeRequest();
  if (kept === null) {
    logRefusal("google-failed", { where: "route" });
    return err({ code: "google-failed" });
  }
  return ok({ asks: kept.asks, next: kept.next, read: () => readAnswer(address, kept) });
}
