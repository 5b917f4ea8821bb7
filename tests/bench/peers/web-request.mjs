/** Node's request as the web's, as the Chat SDK wants it; its response back. */
export async function toWeb(req, res, handle) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const body = req.method === "POST" ? Buffer.concat(chunks) : undefined;
  try {
    const response = await handle(
      new Request(`http://127.0.0.1${req.url}`, { method: req.method, headers: req.headers, body }),
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    res.writeHead(response.status, { "content-length": bytes.length }).end(bytes);
  } catch (error) {
    console.error(error);
    res.writeHead(500, { "content-length": 0 }).end();
  }
}
