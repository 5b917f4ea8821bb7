import MiniSearch from "minisearch";
import { bench, describe } from "vitest";
import { loadVocabulary } from "#content/vocabulary-schema.ts";
import type { Library, Pack } from "#core/profile.ts";
import { createAnswers } from "#search/answers.ts";
import { NOON, readQuestions } from "#tests/evaluation/evaluate.ts";
import { CONTENT, loadTestLibrary } from "#tests/fixtures/library.ts";

/** As many packs as the Index has countries. */
const PACKS = 193;
const shipped = loadTestLibrary();
const questions = readQuestions("development");

/** The shipped pack again under other slugs, its words turned a little so that no two indexes are the same. */
function manyPacks(): Library {
  const packs = Array.from({ length: PACKS }, (_, number): readonly Pack[] =>
    shipped.packs.slice(0, 1).map((pack) => ({
      ...pack,
      slug: number === 0 ? pack.slug : `${pack.slug}-${number}`,
      findings: pack.findings.map((finding, at) => ({
        ...finding,
        text: `${finding.text} ${pack.findings[(at + number) % pack.findings.length]?.text.slice(0, 60) ?? ""}`,
      })),
    })),
  );
  return { ...shipped, packs: packs.flat() };
}

const vocabulary = (): ReturnType<typeof loadVocabulary> => loadVocabulary(CONTENT);
const clock = { now: () => NOON };
const one = createAnswers({ library: shipped, vocabulary, clock });
one.warm();
const library = manyPacks();
const many = createAnswers({ library, vocabulary, clock });
many.warm();
const findings = shipped.packs[0]?.findings ?? [];
const mini = new MiniSearch({ fields: ["text", "terms"], searchOptions: { fuzzy: 0.2, prefix: true } });
mini.addAll(findings.map(({ id, text, terms }) => ({ id, text, terms: terms.join(" ") })));

let turn = 0;
const next = () => questions[turn++ % questions.length] ?? { ask: "", after: null };

describe("a question", () => {
  bench("over one pack: read, ranked, judged, composed (mark: p99 under 2 ms)", () => {
    const { ask, after } = next();
    one.askSync("", ask, after);
  });
  bench(`with ${PACKS} packs in memory, another one each time (mark: p99 under 10 ms)`, () => {
    const { ask, after } = next();
    many.askSync(library.packs[turn % PACKS]?.slug ?? "", ask, after);
  });
  bench("minisearch over the same findings, ranking alone", () => {
    mini.search(next().ask);
  });
});
