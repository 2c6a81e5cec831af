import { force } from "./force";
import type { ForceRequest } from "./layout";

addEventListener("message", (event: MessageEvent<ForceRequest>) => postMessage(force(event.data)));
