/** What `--help` prints. Not of the wording: it is also shown where the content cannot be read. */

/** What the process ends with; the usage tells people. */
export const EXIT = { done: 0, failed: 1, misused: 2, unknown: 3 } as const;

export const USAGE = `Usage: npm run -s briefing -- COMMAND

Briefings, in the words that are used in a channel:
  TEXT                         drugs, trend heroin, "are seizures going up?"; nothing at all is the overview
    --pack COUNTRY             of another country than the deployment's own
    --json                     the reply with its parts
    --as slack | --as teams    the message that the platform would receive
    --png FILE                 the picture of its figures besides
  export [TOPIC] [FORMAT]      an evidence pack as pdf, markdown, csv or json; its file's name is printed
    --out FILE                 a name of your own for it
  ask --json < QUESTIONS       one question a line; one JSON object a line is printed
  ask --json --threads < TURNS one {"thread": "t1", "text": "..."} a line; each thread is remembered
  digest --start 2026-11-30    the digests that a subscription would send, as JSON
    --weeks 13                 how many
    --pack COUNTRY             of another country

For whoever runs the bot:
  doctor [--json]              what is wrong with this deployment, and what to do about it
  audit [--json]               who changed which digest or channel's country, when, and what it was before
    --since 2026-11-01         from that day on
  reports [--json]             errors that readers reported, and what they found helpful
  unanswered [--json]          what people looked for in vain, by reason and topic
  import WORKBOOK.xlsx         the Index's workbook, looked through; with one of these, the figures of countries are kept:
    --country NAME | --region NAME | --all
  remove                       takes those figures away again; the same three
  manifest [COUNTRY ...]       writes both platforms' manifests, with commands of their own for countries of figures
  content check                mistakes in the content, by file and line

-h, --help                     this page

It ends with 0 when that is done, 1 when it failed or doctor or content check found something, 2 when the command line
is not understood, 3 when something was named that there is not: a topic, country, edition, format or word. Settings are
read from the environment and from .env; .env.example lists them.`;
