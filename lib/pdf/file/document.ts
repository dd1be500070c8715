import type { FontProgram } from "./font-program";
import { type Mark, structure } from "./structure";
import { dateString, num, textString } from "./syntax";
import { type ObjectId, ref, type Writer, writer } from "./writer";

/** What the file says of itself. */
export interface About {
  readonly title: string;
  readonly author: string;
  /** ISO instant: when it was made and changed. */
  readonly moment: string;
  /** Further entries of the information dictionary, by name. */
  readonly more?: Readonly<Record<string, string>>;
  /** Data of ours kept in the file, named in its catalog; no viewer shows or runs it. */
  readonly data?: { readonly name: string; readonly text: string };
}

/** A bookmark: the page it leads to, counted from 0. */
export interface Bookmark {
  readonly label: string;
  readonly page: number;
  readonly children?: readonly Bookmark[];
}

/** A document that is written page by page. */
export interface PdfDocument {
  /** Adds a page from its content operators; `entries` are further entries of its dictionary, `marks` what its marked content is. */
  page(content: string, entries?: string, marks?: readonly Mark[]): void;
  /** The bytes. Nothing can be added afterwards. */
  finish(bookmarks: readonly Bookmark[]): Uint8Array;
}

/** Pages below one node of the page tree. */
const BRANCH = 64;

/**
 * A document of pages of one size. Pages are compressed and let go as they come, so memory grows with the file, not with what
 * was drawn. Fonts are embedded at the end, when it is known which glyphs were used.
 */
export function pdfDocument(
  size: { readonly width: number; readonly height: number },
  about: About,
  fonts: readonly FontProgram[],
): PdfDocument {
  const file = writer();
  const catalog = file.reserve();
  const info = file.reserve();
  const tree = file.reserve();
  const resources = file.reserve();
  // Written at once, so that it need not be kept while pages are drawn.
  const data = about.data === undefined ? "" : putData(file, about.data);
  const said = infoOf(about);
  const told = structure(file);
  const pages: ObjectId[] = [];
  const branches: { id: ObjectId; kids: ObjectId[] }[] = [];
  return {
    page(content, entries = "", marks = []) {
      const [page, stream] = [file.reserve(), file.reserve()];
      let branch = branches.at(-1);
      if (branch === undefined || branch.kids.length === BRANCH) {
        branch = { id: file.reserve(), kids: [] };
        branches.push(branch);
      }
      branch.kids.push(page);
      pages.push(page);
      file.stream(stream, "", content);
      file.put(
        page,
        `<< /Type /Page /Parent ${ref(branch.id)} /MediaBox [0 0 ${num(size.width)} ${num(size.height)}] /Resources ${ref(resources)} /Contents ${ref(stream)}${told.page(page, marks)}${entries} >>`,
      );
    },
    finish(bookmarks) {
      for (const { id, kids } of branches) {
        file.put(id, treeNode(kids, kids.length, tree));
      }
      file.put(
        tree,
        treeNode(
          branches.map(({ id }) => id),
          pages.length,
          null,
        ),
      );
      file.put(resources, resourcesOf(file, fonts));
      const outline = bookmarks.length === 0 ? null : putOutline(file, bookmarks, pages);
      file.put(info, said);
      file.put(
        catalog,
        `<< /Type /Catalog /Pages ${ref(tree)} /Lang (en-US) /ViewerPreferences << /DisplayDocTitle true >>${outline === null ? "" : ` /Outlines ${ref(outline)} /PageMode /UseOutlines`}${told.finish()}${data} >>`,
      );
      return file.finish({ root: catalog, info: info });
    },
  };
}

function treeNode(kids: readonly ObjectId[], count: number, parent: ObjectId | null): string {
  const above = parent === null ? "" : ` /Parent ${ref(parent)}`;
  return `<< /Type /Pages${above} /Kids [${kids.map(ref).join(" ")}] /Count ${count} >>`;
}

function resourcesOf(file: Writer, fonts: readonly FontProgram[]): string {
  const used = fonts.filter((font) => font.isUsed());
  const entries = used.map((font) => `/${font.name} ${ref(font.embed(file))}`);
  return `<< /Font << ${entries.join(" ")} >> >>`;
}

function infoOf({ title, author, moment, more = {} }: About): string {
  const date = dateString(moment);
  const further = Object.entries(more).map(([name, value]) => ` /${name} ${textString(value)}`);
  return `<< /Title ${textString(title)} /Author ${textString(author)} /Creator ${textString(author)} /Producer ${textString(author)} /CreationDate ${date} /ModDate ${date}${further.join("")} >>`;
}

function putData(file: Writer, { name, text }: NonNullable<About["data"]>): string {
  const id = file.reserve();
  file.stream(id, "", new TextEncoder().encode(text));
  return ` /${name} ${ref(id)}`;
}

/** All bookmarks, the first level open. */
function putOutline(
  file: Writer,
  bookmarks: readonly Bookmark[],
  pages: readonly ObjectId[],
): ObjectId {
  const root = file.reserve();
  const { first, last } = putLevel(file, bookmarks, root, pages);
  file.put(
    root,
    `<< /Type /Outlines /First ${ref(first)} /Last ${ref(last)} /Count ${bookmarks.length} >>`,
  );
  return root;
}

function putLevel(
  file: Writer,
  bookmarks: readonly Bookmark[],
  parent: ObjectId,
  pages: readonly ObjectId[],
): { first: ObjectId; last: ObjectId } {
  const ids = bookmarks.map(() => file.reserve());
  bookmarks.forEach(({ label, page, children = [] }, index) => {
    const id = ids[index] ?? 0;
    const links = [
      ["Prev", ids[index - 1]],
      ["Next", ids[index + 1]],
    ].flatMap(([name, other]) => (typeof other === "number" ? ` /${name} ${ref(other)}` : []));
    const below = children.length === 0 ? null : putLevel(file, children, id, pages);
    const inside =
      below === null
        ? ""
        : ` /First ${ref(below.first)} /Last ${ref(below.last)} /Count ${-children.length}`;
    file.put(
      id,
      `<< /Title ${textString(label)} /Parent ${ref(parent)}${links.join("")}${inside} /Dest [${ref(pages[page] ?? 0)} /XYZ null null null] >>`,
    );
  });
  return { first: ids[0] ?? 0, last: ids.at(-1) ?? 0 };
}
