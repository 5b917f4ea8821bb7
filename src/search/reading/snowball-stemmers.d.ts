declare module "snowball-stemmers" {
  interface Stemmers {
    newStemmer(language: "english" | "russian"): { stem(word: string): string };
  }
  const stemmers: Stemmers;
  export default stemmers;
}
