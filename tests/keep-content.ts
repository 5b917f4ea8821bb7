/** Runs once before all tests: https://vitest.dev/config/globalsetup */
export { keepContent as default } from "#tests/fixtures/kept.ts";
