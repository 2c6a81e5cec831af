import { render } from "preact";
import { App } from "./App";
import { language, setLanguage, setTheme, theme } from "./state/settings";
import "./styles/index.css";

setLanguage(language.get());
setTheme(theme.get());
const root = document.getElementById("app");
if (root) render(<App />, root);
