import { describe, expect, it } from "vitest";
import { renderSlack } from "#slack/drawing/render.ts";
import { renderTeams } from "#teams/drawing/render.ts";
import { briefingWords } from "#tests/contracts/renderer.ts";
import { briefingFor, createTestBot, everyTopic } from "#tests/fixtures/bot.ts";
import { slackFaults } from "#tests/slack/limits.ts";
import { ownSpan as slackSpan, slackText } from "#tests/slack/words.ts";
import { teamsFaults } from "#tests/teams/limits.ts";
import { ownSpan as teamsSpan, teamsText } from "#tests/teams/words.ts";

const bot = createTestBot();
const squeeze = (words: string): string => words.replaceAll(/\s+/gu, " ").trim();
const pages = [
  "",
  "all",
  "help",
  "about",
  "privacy",
  "scores",
  "scores 2025",
  "trend",
  "trend drugs",
  "compare georgia",
];
const inFull = everyTopic.map((topic) => `${topic} all`);

describe("The same question", () => {
  it.each([...pages, ...everyTopic, ...inFull])(
    "has the same words in Slack, in Teams and in text: %j",
    async (question) => {
      const briefing = await briefingFor(question);
      const [slack, teams] = [renderSlack(briefing, bot), renderTeams(briefing, bot)];
      expect(slackFaults(slack)).toEqual([]);
      expect(teamsFaults(teams)).toEqual([]);
      expect(squeeze(slackText(slack))).toBe(briefingWords(briefing, slackSpan));
      expect(squeeze(teamsText(teams))).toBe(briefingWords(briefing, teamsSpan));
      expect(slack.text.length).toBeGreaterThan(0);
    },
  );
});
