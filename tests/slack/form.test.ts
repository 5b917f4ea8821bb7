import { describe, expect, it } from "vitest";
import { renderForm } from "#slack/form.ts";
import { createFormSeal } from "#slack/wire/form-context.ts";
import { createTestBot, formOf } from "./bot.ts";

const context = {
  ...{ pack: "atlantis", form: "subscribe", asker: "U1" },
  conversation: { platform: "slack", tenant: "T1", channel: "C1", thread: null, kind: "channel" },
  responseUrl: "https://hooks.slack.com/actions/T1/1/abc",
} as const;
const seal = createFormSeal("a secret");
const carried = seal.write(context);
const { labels } = createTestBot();
const elementOf = (options: number, field: number) => {
  const block = renderForm(formOf(options), carried, labels).blocks[field];
  return block !== undefined && "element" in block ? block.element : undefined;
};

describe("a form as a modal", () => {
  it("carries where it was opened, so that the answer finds back", () => {
    const { private_metadata: back = "" } = renderForm(formOf(3), carried, labels);
    expect(seal.read(back, { asker: "U1", tenants: ["T1"] })).toEqual(context);
    expect(back.length).toBeLessThan(3000);
  });

  it("carries nothing to another person, another workspace or another bot", () => {
    expect(seal.read(carried, { asker: "U2", tenants: ["T1"] })).toBeNull();
    expect(seal.read(carried, { asker: "U1", tenants: ["T2"] })).toBeNull();
    expect(createFormSeal("another").read(carried, { asker: "U1", tenants: ["T1"] })).toBeNull();
  });

  it("shows what was chosen so far", () => {
    expect(elementOf(3, 0)).toMatchObject({ type: "static_select", initial_option: { value: "city-1" } });
    expect(elementOf(3, 1)).toMatchObject({ type: "checkboxes", initial_options: [{ value: "city-0" }] });
    expect(elementOf(3, 3)).toMatchObject({ type: "timepicker", initial_time: "09:00" });
  });

  it("offers a list where there are more choices than Slack has boxes for", () => {
    expect(elementOf(14, 2)).toMatchObject({ type: "multi_static_select" });
    expect(elementOf(14, 2)).not.toHaveProperty("initial_options");
  });

  it("groups choices by their wholes, where they are parts of any", () => {
    const [, , topics] = formOf(12).fields;
    if (topics?.kind !== "choices") throw new Error("The form has no choices");
    const options = topics.options.map((option, at) => ({
      ...{ ...option, whole: at < 7 ? "Markets" : "Actors" },
      ...(at === 7 ? { within: "All of actors" } : {}),
    }));
    const { blocks } = renderForm({ ...formOf(12), fields: [{ ...topics, options }] }, carried, labels);
    const group = (text: string) => ({ label: { text } });
    expect(blocks).toMatchObject([{ element: { option_groups: [group("Markets"), group("Actors")] } }]);
    expect(JSON.stringify(blocks), "a whole under its own name").toContain(
      '"options":[{"text":{"type":"plain_text","text":"All of actors"',
    );
    const few = { ...topics, options: options.slice(4, 10) };
    const [drawn] = renderForm({ ...formOf(12), fields: [few] }, carried, labels).blocks;
    expect(drawn, "few enough for check boxes").toMatchObject({
      element: { type: "multi_static_select", option_groups: [group("Markets"), group("Actors")] },
    });
  });

  it("says above the fields where it will come", () => {
    const [first] = renderForm({ ...formOf(3), where: "Comes to this channel." }, carried, labels).blocks;
    expect(first).toMatchObject({ type: "context", elements: [{ text: "Comes to this channel." }] });
  });

  it("groups more choices than a list takes, leaving none out", () => {
    const element = elementOf(430, 0);
    const groups = element?.type === "static_select" ? (element.option_groups ?? []) : [];
    expect(groups.map((group) => group.options.length)).toEqual([100, 100, 100, 100, 30]);
  });

  it("keeps Slack's short titles short", () => {
    const form = { ...formOf(3), title: "Customise the digest of this channel", submit: "Subscribe this channel now" };
    const { title, submit } = renderForm(form, carried, labels);
    expect([title.text, submit?.text]).toEqual(["Customise the digest of…", "Subscribe this channel…"]);
  });
});
