import { cookies } from "next/headers";
import { z } from "zod";
import { keyring } from "@/lib/secrets/keyring";
import { keyIdOf, open, SealBroken, seal } from "@/lib/secrets/seal";
import { sessionCookieName, sessionCookieOptions } from "./next-auth";
import type { OidcRequest } from "./oidc";

const MINUTES = 10;

const Kept = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** "sign-in", or the session that asked to connect. */
  asks: z.union([z.literal("sign-in"), z.object({ session: z.string() })]),
  next: z.string().nullable(),
  until: z.number(),
});

/** A question to the issuer as the browser that asked keeps it: for what, and where to go on. */
export type KeptRequest = Omit<z.output<typeof Kept>, "until">;

const name = () => sessionCookieName().replace("session", "oidc");
const PLACE = { tenant: "system", table: "cookies", column: "oidc", row: "request" };

/** Keeps a question in this browser for ten minutes, sealed: nobody else can answer it, and no page can read it. */
export async function keepRequest(kept: KeptRequest & OidcRequest): Promise<void> {
  const until = Date.now() + MINUTES * 60_000;
  const sealed = seal(keyring().wrapping, PLACE, JSON.stringify({ ...kept, until }));
  (await cookies()).set(name(), sealed, { ...sessionCookieOptions(), maxAge: MINUTES * 60 });
}

/** The question this browser was asked, used up by it; null for none, one too old, and one we did not seal. */
export async function takeRequest(): Promise<KeptRequest | null> {
  const jar = await cookies();
  const sealed = jar.get(name())?.value;
  if (sealed === undefined) {
    return null;
  }
  jar.set(name(), "", { ...sessionCookieOptions(), maxAge: 0 });
  const key = keyring().byId.get(keyIdOf(sealed) ?? "");
  if (key === undefined) {
    return null;
  }
  try {
    const { until, ...kept } = Kept.parse(JSON.parse(open(key, PLACE, sealed)));
    return until < Date.now() ? null : kept;
  } catch (error) {
    if (error instanceof SealBroken) {
      return null;
    }
    throw error;
  }
}
