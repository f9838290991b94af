import { mount } from "svelte";
import { connect } from "./api/client";
import App from "./App.svelte";
import { library } from "./features/library/library.svelte";
import { choosePlatform } from "./platform";
import "./shared/styles/fonts.css";
import "./shared/styles/tokens.css";
import "./shared/styles/base.css";
import { session } from "./shared/state/session.svelte";

/** A slow disk shows the window with "opening"; a quick one shows the list at once, in its own theme. */
const PATIENCE_MS = 250;

/** The list is asked for before the screen is built: both take their time at once. */
async function openArchive(): Promise<void> {
  await session.open();
  if (!session.failure) void library.search();
}

connect(await choosePlatform());
void session.follow();
await Promise.race([openArchive(), new Promise((late) => setTimeout(late, PATIENCE_MS))]);

const target = document.createElement("div");
target.id = "app";
document.body.append(target);
mount(App, { target });
