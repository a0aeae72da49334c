export { default } from "../sql/global-setup.ts"
