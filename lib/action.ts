import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Sending } from "@/db/sending";
import { DatabaseUnavailable } from "@/db/unavailable";
import {
  enrollingSession,
  missingProof,
  type Proof,
  requirePendingSession,
  requireSession,
  type Session,
  type SessionUser,
  userOf,
} from "./auth/session";
import { FORM_KEY } from "./form-key";
import { log } from "./log";
import { isSameOrigin } from "./origin";
import { type Refusal, type RefusalCode, refusalMessage, type WayOut, wayOutOf } from "./refusals";
import { logRefusal } from "./refused";
import { err, ok, type Result } from "./result";
import { sendingOf } from "./sending";

/** What a form shows after it was sent. `null` before. */
export type ActionState<Data = null> =
  | { readonly ok: true; readonly data: Data }
  | {
      readonly ok: false;
      readonly code: RefusalCode;
      readonly message: string;
      /** Where what is missing can be shown. */
      readonly wayOut?: WayOut;
      /** A sentence for each field that is to blame, by field name. */
      readonly fields?: Readonly<Record<string, string>>;
    };

/** A server action as `useActionState` wants it. */
export type Action<Data> = (
  state: ActionState<Data> | null,
  form: FormData,
) => Promise<ActionState<Data>>;

/** What an action does. `input` reads the form; unknown fields are dropped, a repeated field is an array. */
export interface ActionDefinition<Schema extends z.ZodType, Given, Data> {
  readonly input: Schema;
  readonly run: (
    given: Given & { readonly input: z.output<Schema> },
  ) => Promise<Result<Data, Refusal>>;
  /** Where to go when it went well. Also the place to call `revalidatePath`. */
  readonly redirectTo?: (data: Data, input: z.output<Schema>) => string | undefined;
}

/** A deed of somebody signed in may ask for more than a session. */
export interface ProvenDefinition<Schema extends z.ZodType, Given, Data>
  extends ActionDefinition<Schema, Given, Data> {
  /** How sure it must be that it is them; without it being signed in is enough. What is missing is refused, nothing typed is lost. */
  readonly proof?: Proof;
}

/** Who does a deed, and by which sending of its form: the gates see to it that one form has one effect. */
export type Sender = SessionUser & { readonly sending?: Sending | undefined };

/** A deed somebody does by a form. */
export interface DeedDefinition<Schema extends z.ZodType, Data>
  extends ProvenDefinition<Schema, { readonly user: Sender }, Data> {
  /**
   * Why sending the form again does no harm. Without it the form must carry a key (app/_ui/form-key.tsx), and is done once: whoever sends
   * it again is answered what the first was; with something else in it, that it was sent before.
   */
  readonly again?: string;
}

/**
 * A server action of a signed-in person: own origin only, form read by `input`, one service run as `user`, once for each form. People see
 * the refusals' sentences, never an exception's; a fault is logged with a reference and thrown on to error.tsx.
 */
export function defineAction<Schema extends z.ZodType, Data>(
  definition: DeedDefinition<Schema, Data>,
): Action<Data> {
  // Tells deeds apart whose forms say the same: of one build, the same in every process.
  const deed = String(definition.run);
  return (_, form) =>
    perform(definition, form, async (seen) => {
      const session = await proven(seen(await requireSession()), definition.proof);
      if (!session.ok) {
        return session;
      }
      const user = userOf(session.value);
      if (definition.again !== undefined) {
        return ok({ user });
      }
      const sending = form instanceof FormData ? await sendingOf(form, deed) : null;
      return sending === null
        ? err({ code: "no-form-key" as const })
        : ok({ user: { ...user, sending } });
    });
}

/** The same for people who are not signed in: sign-in, sign-up, password reset. */
export function definePublicAction<Schema extends z.ZodType, Data>(
  definition: ActionDefinition<Schema, unknown, Data>,
): Action<Data> {
  return (_, form) => perform(definition, form, async () => ok({}));
}

/** Notes whose session it is, before it is known whether that is enough. */
type Seen = (session: Session) => Session;

/** Whose session a deed on an account takes; everybody else is sent to sign in. */
const SESSIONS = {
  "signed-in": async (seen: Seen, proof?: Proof) => proven(seen(await requireSession()), proof),
  /** Setting up a second step: on the way in with none to show, or signed in and proven within five minutes. */
  enrolling: async (seen: Seen) => {
    const enrolling = await enrollingSession();
    return enrolling === null
      ? proven(seen(await requireSession()), "recent")
      : ok(seen(enrolling));
  },
  /** On the way in, the password shown. */
  "second-step": async (seen: Seen) => ok(seen(await requirePendingSession())),
} as const;

/** A server action on somebody's own account: like `defineAction`, given the session itself. */
export function defineAccountAction<Schema extends z.ZodType, Data>(
  of: keyof typeof SESSIONS,
  definition: ProvenDefinition<Schema, { readonly session: Session }, Data>,
): Action<Data> {
  return (_, form) =>
    perform(definition, form, async (seen) => {
      const session = await SESSIONS[of](seen, definition.proof);
      return session.ok ? ok({ session: session.value }) : session;
    });
}

/** The session when it has shown what is asked. */
async function proven(session: Session, proof?: Proof): Promise<Result<Session, Refusal>> {
  const missing = proof === undefined ? null : await missingProof(session, proof);
  return missing === null ? ok(session) : err({ code: missing });
}

async function perform<Schema extends z.ZodType, Given, Data>(
  { input, run, redirectTo }: ActionDefinition<Schema, Given, Data>,
  form: FormData,
  ask: (seen: Seen) => Promise<Result<Given, Refusal>>,
): Promise<ActionState<Data>> {
  let user: string | null = null;
  const refused = (refusal: Refusal) => {
    // Whoever sends no form at all is refused like anybody.
    const client = form instanceof FormData ? form.get("clientId") : null;
    logRefusal(refusal.code, { where: "action", user, client });
    return refusedState(refusal);
  };
  let target: string | undefined;
  let state: ActionState<Data>;
  try {
    if (!isSameOrigin(await headers())) {
      return refused({ code: "wrong-origin" });
    }
    const given = await ask((session) => {
      user = session.id;
      return session;
    });
    if (!given.ok) {
      return refused(given.error);
    }
    const parsed = input.safeParse(plainObject(form));
    if (!parsed.success) {
      return refused({ code: "invalid-input", fields: fieldMessages(parsed.error) });
    }
    const result = asFirst(await run({ ...given.value, input: parsed.data }));
    state = result.ok ? { ok: true, data: result.value } : refused(result.error);
    target = result.ok ? redirectTo?.(result.value, parsed.data) : undefined;
  } catch (error) {
    return answerFault(error);
  }
  if (target !== undefined) {
    redirect(target);
  }
  return state;
}

/** What a form that was sent before was answered then, where it said the same. */
function asFirst<Data>(result: Result<Data, Refusal>): Result<Data, Refusal> {
  const first = result.ok ? undefined : result.error.first;
  return first === undefined ? result : ok(first.value as Data);
}

function refusedState(refusal: Refusal): ActionState<never> {
  const { code, fields, message = refusalMessage(code) } = refusal;
  const wayOut = wayOutOf(code);
  return {
    ok: false,
    code,
    message,
    ...(wayOut === null ? {} : { wayOut }),
    ...(fields === undefined ? {} : { fields }),
  };
}

/** Redirects and not-founds are Next's way of answering; a database that does not answer is passing; the rest is a bug. */
function answerFault(error: unknown): ActionState<never> {
  unstable_rethrow(error);
  const digest = crypto.randomUUID().slice(0, 8);
  log.fault("action.fault", error, { reference: digest });
  if (error instanceof DatabaseUnavailable) {
    return refusedState({ code: "try-again" });
  }
  throw Object.assign(new Error("The action failed.", { cause: error }), { digest });
}

/** The form's fields; Next's own and the form's key are left out. Own properties only, so a field called `__proto__` is just a field. */
function plainObject(form: FormData): Record<string, unknown> {
  const names = [...new Set(form.keys())].filter(
    (name) => name !== FORM_KEY && !name.startsWith("$ACTION"),
  );
  return Object.fromEntries(
    names.map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

function fieldMessages(error: z.ZodError): Record<string, string> {
  const messages = new Map<string, string>();
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? "");
    if (!messages.has(field)) {
      messages.set(field, issue.message);
    }
  }
  return Object.fromEntries(messages);
}
