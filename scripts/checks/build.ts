import { ensureBuild, testDistDir } from "../../local/product/build.ts"

// Built once for the stages that follow; they find it current.
await ensureBuild(testDistDir(), console.log)
