import { value } from "contract-base";

export const twice = 2 * value;
