import { pause } from "@/lib/launch/process";
import {
  type Address,
  type File,
  importOverHttp,
  type OnPhase,
  type Phase,
} from "./import-over-http";
import { ask, makePerson, type Person, type Product } from "./product";
import { kill, type Victim } from "./victims";

/** When a blow falls: so many milliseconds after a step of the import began. */
export interface Moment {
  readonly phase: Phase;
  readonly delay: number;
}

/** A round that went as it must. */
export interface Survived {
  /** Milliseconds each step took. */
  readonly took: Readonly<Record<Phase, number>>;
  readonly hash: string;
}

/**
 * One import, undisturbed or with a part of the product killed at a moment of it. Throws an Error that says which promise was broken: half
 * an import was to be seen, something acknowledged is gone, or it is not there exactly once in the end.
 */
export async function survive(
  { launcher }: Product,
  file: File,
  blow: { readonly victim: Victim; readonly moment: Moment } | null,
): Promise<Survived> {
  const { url, data } = launcher;
  const clock = startClock();
  const falls: Promise<void>[] = [];
  const onPhase = (phase: Phase | "over") => {
    clock.begin(phase);
    if (blow?.moment.phase === phase) {
      falls.push(pause(blow.moment.delay).then(() => kill(launcher, blow.victim)));
    }
  };
  try {
    const hash = await importWatched({ url, data }, file, onPhase);
    return { took: clock.took(), hash };
  } finally {
    await Promise.all(falls);
  }
}

/**
 * One import of a new person, their books looked at all the while. Gives a hash of what the books say in the end; throws an Error that
 * says which promise was broken.
 */
export async function importWatched(
  at: Address,
  file: File,
  onPhase: OnPhase = () => undefined,
): Promise<string> {
  const person = await makePerson(at.data);
  const watch = watchBooks(at.data, person);
  let state: string;
  try {
    state = await importOverHttp(at, person, file, onPhase);
  } finally {
    await watch.stop();
  }
  if (state !== "committed") {
    throw new Error(`the import ended as ${state}`);
  }
  return provenBooks(at.data, person);
}

function startClock() {
  const began = new Map<Phase | "over", number>();
  const between = (from: Phase, to: Phase | "over") =>
    (began.get(to) ?? 0) - (began.get(from) ?? 0);
  return {
    begin: (phase: Phase | "over") => began.set(phase, performance.now()),
    took: () => ({
      upload: between("upload", "preview"),
      preview: between("preview", "commit"),
      commit: between("commit", "over"),
    }),
  };
}

interface Glance extends Record<string, unknown> {
  readonly rows: number;
  readonly expected: number;
}

/** Looks at the books again and again: an import is not there at all, or all there. */
function watchBooks(data: string, person: Person) {
  let isOn = true;
  const work = (async () => {
    while (isOn) {
      const [glance] = await ask<Glance>(
        data,
        `select (select count(*)::int from transactions where client_id = $1) as rows,
           (select coalesce(sum(rows_accepted + rows_question), 0)::int from import_batches
             where client_id = $1 and state = 'committed') as expected`,
        [person.client],
      );
      if (glance !== undefined && glance.rows !== glance.expected) {
        throw new Error(`half an import: ${glance.rows} transactions of ${glance.expected}`);
      }
      await pause(150);
    }
  })();
  work.catch(() => undefined);
  return {
    stop: async () => {
      isOn = false;
      await work;
    },
  };
}

interface Books extends Record<string, unknown> {
  readonly batches: number;
  readonly uploads: number;
  readonly orphans: number;
  readonly open: number;
  readonly read: number;
  readonly kept: number;
  readonly hash: string;
}

/** A job notes its own end after what it did is there to be seen; a killed one's is noted by the worker that takes over within ten seconds of being up. */
const JOBS_END_MS = 45_000;

/** Checks that everything is there exactly once and nothing else is left; gives a hash of what the books say. */
async function provenBooks(data: string, person: Person): Promise<string> {
  const until = performance.now() + JOBS_END_MS;
  let books = await readBooks(data, person);
  while (books.open > 0 && performance.now() < until) {
    await pause(250);
    books = await readBooks(data, person);
  }
  const { batches, uploads, orphans, open, read, kept, hash } = books;
  if (batches !== 1 || uploads !== 1 || orphans !== 0 || open !== 0 || read !== kept) {
    throw new Error(`not exactly once: ${JSON.stringify(books)}`);
  }
  return hash;
}

async function readBooks(data: string, { client }: Person): Promise<Books> {
  const [books] = await ask<Books>(
    data,
    `select
      (select count(*)::int from import_batches where client_id = $1) as batches,
      (select count(*)::int from uploads where client_id = $1) as uploads,
      (select count(*)::int from uploads u where client_id = $1 and size <>
        (select sum(length(bytes)) from upload_chunks c where c.client_id = $1 and c.upload_id = u.id)) as orphans,
      (select count(*)::int from job_runs where client_id = $1 and state <> 'done') as open,
      (select sum(rows_read)::int from import_batches where client_id = $1) as read,
      (select count(*)::int from import_rows where client_id = $1)
        + (select coalesce(sum(row_count), 0)::int from import_row_blocks where client_id = $1) as kept,
      (select count(*) || ':' || md5(string_agg(fact, E'\\n' order by fact collate "C")) from (
        select jsonb_build_array(a.name, t.kind, t.at, t.date_only, t.sequence, t.sent_asset, t.sent_quantity::text,
          t.received_asset, t.received_quantity::text, t.value_usd::text, t.fee_usd::text, t.fees, t.detail,
          t.file_name, t.lines, t.note, t.question)::text as fact
        from transactions t join accounts a on a.client_id = t.client_id and a.id = t.account_id
        where t.client_id = $1 and t.voided_at is null) facts) as hash`,
    [client],
  );
  if (books === undefined) {
    throw new Error("the books cannot be looked at");
  }
  return books;
}
