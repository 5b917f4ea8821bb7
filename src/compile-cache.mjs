// Loaded by --import, before the first line of TypeScript: compiled code is kept between starts. Even one file whose types
// are stripped anew loads the compiler that strips them, an eighth of the start.
import { enableCompileCache } from "node:module";

enableCompileCache();
