/** Whether the web process answers: no database, no session, nothing told. */
export function GET(): Response {
  return Response.json({ ok: true }, { headers: { "cache-control": "no-store" } });
}
