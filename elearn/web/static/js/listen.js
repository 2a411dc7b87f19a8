// Reads a page aloud with a voice that lives on this device; text never leaves it.
// The button stays hidden until such a voice for the language of the text is found.
(() => {
  "use strict";
  const speech = window.speechSynthesis;
  const box = document.querySelector("[data-listen-for]");
  if (!speech || !box) return;

  const target = document.querySelector(box.dataset.listenFor);
  if (!target) return;
  const language = target.closest("[lang]").lang.toLowerCase().split("-")[0];
  const play = box.querySelector("[data-listen-play]");
  const stop = box.querySelector("[data-listen-stop]");
  const words = play.querySelector("span");
  const listenText = words.textContent;
  let voice = null;
  let queue = [];
  let reading = null;
  let state = "silent";

  const findVoice = () => {
    voice = speech.getVoices().find(
      (candidate) => candidate.localService && candidate.lang.toLowerCase().split(/[-_]/)[0] === language,
    );
    box.hidden = !voice;
  };

  const passages = () => {
    const marked = [...target.querySelectorAll("[data-listen]")];
    const roots = marked.length ? marked : [target];
    const kinds = "h1, h2, h3, h4, p, li, dt, dd, caption, th, td, legend, figcaption, summary";
    return roots
      .flatMap((root) => (root.matches(kinds) ? [root] : [...root.querySelectorAll(kinds)]))
      .filter((element) => !element.parentElement.closest(kinds.replace("dt, dd, ", "")) || element.matches("p, h2, h3, h4"))
      .filter((element) => element.offsetParent !== null && element.textContent.trim());
  };

  const show = (next) => {
    state = next;
    words.textContent = { silent: listenText, reading: box.dataset.pause, paused: box.dataset.resume }[next];
    stop.hidden = next === "silent";
  };

  const mark = (element) => {
    if (reading) reading.classList.remove("being-read");
    reading = element;
    if (element) element.classList.add("being-read");
  };

  const finish = () => {
    queue = [];
    mark(null);
    show("silent");
  };

  const readNext = () => {
    const element = queue.shift();
    if (!element) return finish();
    const utterance = new SpeechSynthesisUtterance(element.innerText);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => { if (state !== "silent") readNext(); };
    utterance.onerror = () => { if (state !== "silent") finish(); };
    mark(element);
    speech.speak(utterance);
  };

  play.addEventListener("click", () => {
    if (state === "reading") {
      speech.pause();
      show("paused");
    } else if (state === "paused") {
      speech.resume();
      show("reading");
    } else {
      queue = passages();
      show("reading");
      readNext();
    }
  });

  const silence = () => {
    if (state === "silent") return;
    finish();
    speech.cancel();
  };
  stop.addEventListener("click", () => {
    silence();
    play.focus();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") silence(); });
  window.addEventListener("pagehide", silence);

  findVoice();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", findVoice);
})();
