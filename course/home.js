// How far the reader has come, on the home page of the book, for those who work in the browser edition beside it.
//
// The data: after each check the kernel of the browser edition writes `progress.json` (autograder/home.py) into the
// drive that JupyterLite keeps in this browser. That is an IndexedDB database named after the edition's address; its
// store "files" has a file's `content` under its path. It is only read here, and nobody is asked.
(() => { // `site.js` has its own names.
  const { lite, facts, opens } = document.currentScript.dataset;
  const PATIENCE = 500; // milliseconds for which the list waits, so that it does not jump under the reader's eyes

  const { classList } = document.documentElement;
  classList.add("reads-progress");
  setTimeout(() => classList.remove("reads-progress"), PATIENCE);
  addEventListener("DOMContentLoaded", show);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) show(); }); // Back from a chapter.

  async function show() {
    try {
      const progress = contentOf(await read());
      if (progress) fill(progress);
    } catch {
      // No record, or none that can be read: the page stays as it is.
    } finally {
      classList.remove("reads-progress");
    }
  }

  function read() {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open(`JupyterLite Storage - ${new URL(lite, location.href).pathname}`);
      opening.onupgradeneeded = () => opening.transaction.abort(); // There was none, and there will be none.
      opening.onerror = reject;
      opening.onsuccess = () => {
        const database = opening.result;
        try {
          const asked = database.transaction("files").objectStore("files").get(facts);
          asked.onerror = reject;
          asked.onsuccess = () => resolve(asked.result);
        } catch (error) { // Without the store "files".
          reject(error);
        }
        database.close(); // As soon as it has answered: JupyterLite may want to change it.
      };
    });
  }

  // A file that Python wrote is kept as base64, one that was saved in JupyterLab's editor as text or as what it holds.
  function contentOf(file) {
    if (!file?.content) return null;
    const content = file.format === "base64" ? atob(file.content) : file.content;
    return typeof content === "string" ? JSON.parse(content) : content;
  }

  function fill({ chapters, total: [solved, exercises], hours_left, here, due }) {
    const links = new Map(); // chapter -> the link to its page, in the list
    for (const link of document.querySelectorAll(".bd-article td:first-child a")) {
      const name = link.getAttribute("href").replace(/\.html$/, "");
      links.set(name, link);
      link.parentElement.querySelector(".so-far")?.remove();
      if (chapters[name]) link.parentElement.append(soFar(chapters[name]));
    }
    const left = solved < exercises ? `, about ${hours_left.toFixed(0)} hours left.` : ".";
    const lines = [[`${solved} of ${exercises} exercises solved${left}`]];
    if (links.has(here?.[0])) {
      const [chapter, exercise] = here;
      lines.unshift([inBrowser(links, chapter, "Continue here: ", "open-lite"), " with ", code(exercise)]);
    }
    const now = due.filter(([, chapter, when]) => when * 1000 <= Date.now() && links.has(chapter)).slice(0, 3);
    const questions = now.map(([name, chapter]) => [code(name), " in ", inBrowser(links, chapter), ", "]).flat();
    if (now.length) lines.push(["Answer again from memory, then check: ", ...questions.slice(0, -1)]);
    const progress = document.getElementById("progress");
    progress.replaceChildren(...lines.map((line) => make("p", {}, ...line)));
    progress.hidden = false;
    document.getElementById("begin").hidden = true;
  }

  // A chapter's progress in words, and as a bar.
  function soFar({ solved, tried, exercises }) {
    const state = solved === exercises ? "done" : tried ? "begun" : "open";
    const words = make("span", { className: "so-far" }, `${state}, ${solved} of ${exercises}`);
    if (state !== "open") {
      const bar = make("span", { className: "bar", ariaHidden: "true" }, make("span"));
      bar.firstChild.style.width = `${(100 * solved) / exercises}%`;
      words.prepend(bar);
    }
    return words;
  }

  // A link that opens a chapter in the browser edition, with the chapter's title as the list has it, without number.
  function inBrowser(links, chapter, words = "", className = "") {
    const title = links.get(chapter).textContent.replace(/^\d+ · /, "");
    return make("a", { className, href: `${opens}${encodeURIComponent(chapter)}.ipynb` }, words + title);
  }

  function code(name) {
    return make("code", {}, name);
  }

  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }
})();
