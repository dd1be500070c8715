import { type ObjectId, ref, type Writer } from "./writer";

/** What a piece of a page is, for those who have it read to them (ISO 32000-1, 14.8.4). */
export type Role = "H1" | "H2" | "P" | "Table" | "TR" | "TH" | "TD";

/** An element of a page's structure: further elements, and numbers of marked content on the page, in reading order. */
export interface Mark {
  readonly role: Role;
  readonly kids: (Mark | number)[];
}

/** The structure of a whole file, written page by page. */
export interface Structure {
  /** Writes the elements of a page; gives the entries its dictionary needs. */
  page(page: ObjectId, marks: readonly Mark[]): string;
  /** Writes the root; gives the entries the catalog needs. */
  finish(): string;
}

/** Column heads say so: a reader tells them with each cell. */
const SCOPE = " /A << /O /Table /Scope /Column >>";

/**
 * A structure tree over pages as they come: elements of a page are written with it and let go, so that only one reference for each element at the
 * top of a page is kept. A table that runs over pages is a table on each of them, with its heads.
 */
export function structure(file: Writer): Structure {
  const root = file.reserve();
  const whole = file.reserve();
  const tops: ObjectId[] = [];
  const parents: ObjectId[] = [];
  return {
    page(page, marks) {
      const owners: ObjectId[] = [];
      const bodies: [ObjectId, string][] = [];
      const put = (mark: Mark, parent: ObjectId): ObjectId => {
        const id = file.reserve();
        const kids = mark.kids.map((kid) => {
          if (typeof kid === "number") {
            owners[kid] = id;
            return String(kid);
          }
          return ref(put(kid, id));
        });
        bodies.push([
          id,
          `<< /S /${mark.role} /P ${ref(parent)} /Pg ${ref(page)} /K [${kids.join(" ")}]${mark.role === "TH" ? SCOPE : ""} >>`,
        ]);
        return id;
      };
      tops.push(...marks.map((mark) => put(mark, whole)));
      const own = file.reserve();
      bodies.push([own, `[${owners.map(ref).join(" ")}]`]);
      file.putAll(bodies);
      parents.push(own);
      return ` /StructParents ${parents.length - 1} /Tabs /S`;
    },
    finish() {
      const numbers = parents.map((own, key) => `${key} ${ref(own)}`).join(" ");
      file.put(
        whole,
        `<< /Type /StructElem /S /Document /P ${ref(root)} /K [${tops.map(ref).join(" ")}] >>`,
      );
      file.put(
        root,
        `<< /Type /StructTreeRoot /K [${ref(whole)}] /ParentTree << /Nums [${numbers}] >> /ParentTreeNextKey ${parents.length} >>`,
      );
      return ` /MarkInfo << /Marked true >> /StructTreeRoot ${ref(root)}`;
    },
  };
}
