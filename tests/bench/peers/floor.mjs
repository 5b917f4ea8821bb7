// The least that an answer of each road needs: the signature or the token, minisearch over the same findings where words are
// asked, a note in SQLite that a message was taken, another of what its asker speaks of, and bytes that are at hand, posted
// over a connection that stays open.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import https from "node:https";
import Database from "better-sqlite3";
import { createRemoteJWKSet, jwtVerify } from "jose";
import MiniSearch from "minisearch";

const {
  SLACK_SIGNING_SECRET,
  MICROSOFT_APP_ID,
  PORT,
  DATA_FOLDER,
  BENCH_ANSWER = "{}",
  BENCH_FINDINGS = "[]",
} = process.env;
const BODY = Buffer.from(BENCH_ANSWER);
const { blocks } = JSON.parse(BENCH_ANSWER);
const index = new MiniSearch({ fields: ["text", "terms"], searchOptions: { fuzzy: 0.2, prefix: true } });
index.addAll(JSON.parse(BENCH_FINDINGS));
const database = new Database(`${DATA_FOLDER}/floor.db`);
database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE taken (id TEXT PRIMARY KEY)");
const take = database.prepare("INSERT OR IGNORE INTO taken VALUES (?)");
database.exec("CREATE TABLE spoken_of (place TEXT, at INTEGER, what TEXT, PRIMARY KEY (place, at))");
/** As many at a time as the bot writes. */
const AT_ONCE = 64;
const rows = Array.from({ length: AT_ONCE }, () => "(?, ?, ?)").join(", ");
const note = database.prepare(`INSERT INTO spoken_of VALUES ${rows} ON CONFLICT DO UPDATE SET what = excluded.what`);
const SHOWN = ["one", "two", "three", "four", "five"].map((name) => `heroin-trade.${name}-of-what-was-shown`);
const WHAT = JSON.stringify({ pack: "kyrgyzstan", topics: ["heroin-trade"], aspect: null, shown: SHOWN });
const noted = [];
const keys = createRemoteJWKSet(new URL("https://login.botframework.com/v1/.well-known/keys"));
const checked = new Set();

function isSigned(req, body) {
  const signed = `v0:${req.headers["x-slack-request-timestamp"]}:`;
  const digest = createHmac("sha256", SLACK_SIGNING_SECRET).update(signed).update(body).digest();
  const given = Buffer.from(String(req.headers["x-slack-signature"]).slice(3), "hex");
  return given.length === digest.length && timingSafeEqual(digest, given);
}

async function isOfTeams({ headers: { authorization = "" } }) {
  if (!checked.has(authorization)) await jwtVerify(authorization.slice(7), keys, { audience: MICROSOFT_APP_ID });
  checked.add(authorization);
  return true;
}

/** What the next question in that place may lean on. */
function remember(place) {
  noted.push(place, Date.now(), WHAT);
  if (noted.length === 3 * AT_ONCE) note.run(noted.splice(0));
}

/** Resolves when it is taken. */
function post(hostname, path, message) {
  const body = JSON.stringify(message);
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const request = https.request({ hostname, path, method: "POST", headers }, (response) => {
      response.resume().once("end", resolve);
    });
    request.once("error", reject).end(body);
  });
}

async function answerMention(event, id) {
  if (take.run(id).changes === 0) return;
  index.search(event.text.slice(event.text.indexOf(" ")));
  remember(`${event.channel} ${event.ts}`);
  await post("slack.com", "/api/chat.postMessage", { channel: event.channel, thread_ts: event.ts, blocks });
}

async function answerTeams(activity) {
  if (take.run(activity.id).changes === 0) return;
  remember(activity.conversation.id);
  const [chat, id] = [activity.conversation.id, activity.id].map(encodeURIComponent);
  const path = `/emea/v3/conversations/${chat}/activities/${id}`;
  const attachments = [{ contentType: "application/vnd.microsoft.card.adaptive", content: { body: blocks ?? [] } }];
  await post("smba.trafficmanager.net", path, { type: "message", replyToId: activity.id, attachments });
}

function answer(res, body = Buffer.alloc(0)) {
  res
    .writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": body.byteLength })
    .end(body);
}

async function serve(req, res, body) {
  if (req.method === "GET") return answer(res);
  if (req.url === "/api/messages") {
    if (!(await isOfTeams(req))) return res.writeHead(401).end();
    await answerTeams(JSON.parse(body.toString()));
    return answer(res);
  }
  if (!isSigned(req, body)) return res.writeHead(401).end();
  if (req.headers["content-type"] === "application/json") {
    answer(res);
    const { event, event_id: id } = JSON.parse(body.toString());
    return answerMention(event, id);
  }
  const form = new URLSearchParams(body.toString());
  const words = form.get("text") ?? "";
  if (words.startsWith("ask ")) index.search(words.slice(4));
  remember(`${form.get("channel_id")} ${form.get("user_id")}`);
  answer(res, BODY);
}

createServer((req, res) => {
  const chunks = [];
  req.on("data", (chunk) => chunks.push(chunk));
  req.on("end", () => {
    serve(req, res, Buffer.concat(chunks)).catch((error) => {
      console.error(error);
      res.destroy();
    });
  });
}).listen(Number(PORT), "127.0.0.1");
