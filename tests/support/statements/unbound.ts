/** A node of PostgreSQL's parse tree as its parser prints it: JSON objects and lists. */
type Tree = Readonly<Record<string, unknown>>;

/** Relations a name may stand for: a tenant table, or something whose rows were already found to be of one client (or of none). */
type Relation = { readonly table: string | null };
type Scope = ReadonlyMap<string, Relation>;

interface Around {
  readonly tenants: ReadonlySet<string>;
  /** Names made by `with`. */
  readonly made: ReadonlySet<string>;
  readonly outer: Scope;
  readonly found: Set<string>;
}

/** Stands for the one client of a statement in the classes of equal columns. */
const ONE = "";

/**
 * The tenant tables of a statement that are not held to one client: those whose `client_id` no condition sets equal to a parameter, to
 * the client of the transaction, or to the `client_id` of a table held so. `tree` is what PostgreSQL's own parser makes of the statement,
 * so a table met in a subselect, a join or a `with` is judged like one at the top. A database sharded by client can send a statement
 * without such tables to one shard.
 */
export function unboundTables(tree: unknown, tenants: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  judgeWithin(tree, { tenants, made: new Set(), outer: new Map(), found });
  return [...found].sort();
}

const QUERIES = ["SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt"];

/** Looks for statements anywhere below, and judges each by itself. */
function judgeWithin(tree: unknown, around: Around): void {
  if (Array.isArray(tree)) {
    for (const each of tree) judgeWithin(each, around);
  } else if (isTree(tree)) {
    for (const [key, value] of Object.entries(tree)) {
      if (QUERIES.includes(key) && isTree(value)) judge(value, key === "InsertStmt", around);
      else judgeWithin(value, around);
    }
  }
}

function judge(query: Tree, isInsert: boolean, outside: Around): void {
  const around = withMade(query, outside);
  const scope = new Map<string, Relation>();
  const conditions: unknown[] = [query["whereClause"]];
  for (const source of [
    query["relation"],
    ...list(query["fromClause"]),
    ...list(query["usingClause"]),
  ]) {
    addSource(source, scope, conditions, around);
  }
  const inside = { ...around, outer: new Map([...around.outer, ...scope]) };
  // The halves of a union are queries without a name of their own.
  for (const half of [query["larg"], query["rarg"]]) {
    if (isTree(half)) judge(half, false, around);
  }
  const { withClause: _, larg: _l, rarg: _r, ...rest } = query;
  judgeWithin(withoutSources(rest), inside);
  const equal = new Equal();
  for (const condition of conditions) addEquals(condition, scope, around, equal);
  for (const [alias, { table }] of scope) {
    const isNamed = isInsert && alias === nameOf(query["relation"]);
    if (table !== null && !(isNamed ? insertsClient(query) : equal.are(alias, ONE))) {
      around.found.add(table);
    }
  }
}

/** Sources were judged where they were added; what is left may hold subselects. */
function withoutSources(query: Tree): Tree {
  return Object.fromEntries(
    Object.entries(query).filter(
      ([key]) => !["relation", "fromClause", "usingClause"].includes(key),
    ),
  );
}

function withMade(query: Tree, around: Around): Around {
  const clause = query["withClause"];
  let { made } = around;
  for (const each of list(isTree(clause) ? clause["ctes"] : null)) {
    const made1 = isTree(each) && isTree(each["CommonTableExpr"]) ? each["CommonTableExpr"] : {};
    const recursive: ReadonlySet<string> = new Set([...made, String(made1["ctename"])]);
    judgeWithin(made1["ctequery"], { ...around, made: recursive });
    made = recursive;
  }
  return { ...around, made };
}

/** One source of a query: its name into the scope, the conditions of its joins into the conditions, its subselects judged. */
function addSource(
  source: unknown,
  scope: Map<string, Relation>,
  conditions: unknown[],
  around: Around,
): void {
  if (!isTree(source)) return;
  const { JoinExpr, RangeSubselect, RangeFunction } = source;
  if (isTree(JoinExpr)) {
    addSource(JoinExpr["larg"], scope, conditions, around);
    addSource(JoinExpr["rarg"], scope, conditions, around);
    conditions.push(JoinExpr["quals"]);
  } else if (isTree(RangeSubselect)) {
    scope.set(aliasOf(RangeSubselect) ?? "?", { table: null });
    judgeWithin(RangeSubselect["subquery"], {
      ...around,
      outer: new Map([...around.outer, ...scope]),
    });
  } else if (isTree(RangeFunction)) {
    scope.set(aliasOf(RangeFunction) ?? "?", { table: null });
    judgeWithin(RangeFunction, { ...around, outer: new Map([...around.outer, ...scope]) });
  } else {
    const named = isTree(source["RangeVar"]) ? source["RangeVar"] : source;
    const table = String(named["relname"]);
    const isTenant = around.tenants.has(table) && !around.made.has(table);
    scope.set(aliasOf(named) ?? table, { table: isTenant ? table : null });
  }
}

/** Classes of relations whose `client_id` is the same. */
class Equal {
  private readonly parents = new Map<string, string>();

  join(a: string, b: string): void {
    this.parents.set(this.root(a), this.root(b));
  }

  are(a: string, b: string): boolean {
    return this.root(a) === this.root(b);
  }

  private root(of: string): string {
    const parent = this.parents.get(of);
    return parent === undefined || parent === of ? of : this.root(parent);
  }
}

/** `client_id = …` among what must all hold; an `or` holds nothing. */
function addEquals(condition: unknown, scope: Scope, around: Around, equal: Equal): void {
  if (!isTree(condition)) return;
  const { BoolExpr, A_Expr, SubLink } = condition;
  if (isTree(BoolExpr) && BoolExpr["boolop"] === "AND_EXPR") {
    for (const each of list(BoolExpr["args"])) addEquals(each, scope, around, equal);
  } else if (isTree(A_Expr) && A_Expr["kind"] === "AEXPR_OP" && operatorOf(A_Expr) === "=") {
    const [left, right] = [partsOf(A_Expr["lexpr"]), partsOf(A_Expr["rexpr"])];
    left.forEach((each, index) => {
      const [a, b] = [clientOf(each, scope, around), clientOf(right[index], scope, around)];
      if (a !== null && b !== null) equal.join(a, b);
    });
  } else if (isTree(SubLink) && SubLink["subLinkType"] === "ANY_SUBLINK") {
    // (client_id, id) in (select client_id, id …): as bound as the subselect, which is judged by itself.
    for (const each of partsOf(SubLink["testexpr"])) {
      const told = isColumn(each) ? clientOf(each, scope, around) : null;
      if (told !== null) equal.join(told, ONE);
    }
  }
}

/** The name of the relation whose `client_id` this is; ONE for a value that is the same for the whole statement; null for all else. */
function clientOf(tree: unknown, scope: Scope, around: Around): string | null {
  if (!isTree(tree)) return null;
  if (isOneValue(tree)) return ONE;
  const path = columnPath(tree);
  if (path === null || path.at(-1) !== "client_id") return null;
  const alias = path.length > 1 ? (path.at(-2) ?? "") : ([...scope.keys()][0] ?? "");
  const inner = scope.get(alias);
  if (inner !== undefined) return inner.table === null ? ONE : alias;
  return around.outer.has(alias) ? ONE : null;
}

/** True of an expression without a column: parameters, constants, the settings of the transaction. A subselect was judged by itself. */
function isOneValue(tree: unknown): boolean {
  if (Array.isArray(tree)) return tree.every(isOneValue);
  if (!isTree(tree)) return true;
  return (
    !isColumn(tree) &&
    Object.entries(tree).every(([key, value]) => key === "SubLink" || isOneValue(value))
  );
}

function insertsClient(query: Tree): boolean {
  return list(query["cols"]).some(
    (each) =>
      isTree(each) && isTree(each["ResTarget"]) && each["ResTarget"]["name"] === "client_id",
  );
}

const isColumn = (tree: unknown): boolean => isTree(tree) && "ColumnRef" in tree;

function columnPath(tree: Tree): readonly string[] | null {
  const { ColumnRef } = tree;
  if (!isTree(ColumnRef)) return null;
  return list(ColumnRef["fields"]).map((field) =>
    isTree(field) && isTree(field["String"]) ? String(field["String"]["sval"]) : "*",
  );
}

/** The members of a row `(a, b)`, or the one expression. */
function partsOf(tree: unknown): readonly unknown[] {
  const row = isTree(tree) ? tree["RowExpr"] : null;
  return isTree(row) ? list(row["args"]) : [tree];
}

function operatorOf(expression: Tree): string {
  const [name] = list(expression["name"]);
  return isTree(name) && isTree(name["String"]) ? String(name["String"]["sval"]) : "";
}

function nameOf(relation: unknown): string {
  const named = isTree(relation) ? relation : {};
  return aliasOf(named) ?? String(named["relname"]);
}

function aliasOf(tree: Tree): string | undefined {
  const { alias } = tree;
  return isTree(alias) ? String(alias["aliasname"]) : undefined;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);
