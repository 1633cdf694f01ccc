// What the theme and MathJax leave out for readers who use a keyboard or a screen reader.
addEventListener("load", async () => {
  // The button says "Search Ctrl+K"; a shorter label would hide that from those who speak to their computer.
  for (const button of document.querySelectorAll(".search-button-field")) button.removeAttribute("aria-label");
  await window.MathJax?.startup?.promise;
  fitToWidth();
  addEventListener("resize", fitToWidth);
});

function fitToWidth() {
  shrinkFormulas();
  reachWhatScrolls();
}

// A formula that is wider than a phone becomes smaller, to 70 % at most; what is still wider scrolls.
function shrinkFormulas() {
  for (const formula of document.querySelectorAll("mjx-container[display]")) {
    let size = 100;
    formula.style.fontSize = "";
    while (size > 70 && formula.scrollWidth > formula.clientWidth) {
      size = Math.max(70, Math.min(size - 2, Math.floor((size * formula.clientWidth) / formula.scrollWidth)));
      formula.style.fontSize = `${size}%`;
    }
  }
}

// What scrolls must be reached with the keyboard; in a narrow or enlarged window more does.
function reachWhatScrolls() {
  for (const box of document.querySelectorAll("div.math, mjx-container, .pst-scrollable-table-container")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}

// Paper is white: what is read in the dark prints as in the light.
addEventListener("beforeprint", () => {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  if (theme === "light") return;
  dataset.theme = "light";
  addEventListener("afterprint", () => { dataset.theme = theme; }, { once: true });
});

// What a search has found is shown from a page's text, without its buttons and its table of contents.
addEventListener("DOMContentLoaded", () => {
  if (typeof Search === "undefined") return;
  const { htmlToText } = Search;
  Search.htmlToText = (page, anchor) => {
    const text = new DOMParser().parseFromString(page, "text/html").querySelector("article.bd-article");
    return htmlToText(text ? `<div role="main">${text.innerHTML}</div>` : page, anchor);
  };
});

// A figure moves in place of its picture: the link below it opens the browser edition, here with that figure alone.
const WAIT = 180_000; // milliseconds until we say that it will not come

addEventListener("click", (event) => {
  const link = event.target.closest?.("a.move-figure");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  // One at a time: each has a Python of its own.
  for (const other of document.querySelectorAll("iframe.moving-figure")) putBack(other);
  show(link);
});

function show(link) {
  const outputs = link.closest(".cell_output");
  const figure = document.createElement("iframe");
  figure.className = "moving-figure";
  figure.title = "The figure, moving";
  const dark = document.documentElement.dataset.theme === "dark";
  figure.src = `${link.getAttribute("href")}&theme=${encodeURIComponent(`JupyterLab ${dark ? "Dark" : "Light"}`)}`;
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.textContent = location.protocol === "file:"
    ? "The figure moves when this page comes from a web server: python -m http.server, in its folder."
    : "Python is starting in your browser; the first time it loads some 30 MB. Then the figure moves here.";
  outputs.append(said);
  if (location.protocol === "file:") return;
  outputs.append(figure);
  figure.said = said;
  const begun = Date.now();
  const timer = setInterval(() => {
    if (!figure.isConnected) return clearInterval(timer);
    const page = figure.contentDocument;
    const drawn = page?.querySelector(".jp-CodeConsole-content .jp-OutputArea-output svg[role=img]");
    const failed = page?.querySelector(".jp-CodeConsole-content [data-mime-type='application/vnd.jupyter.error']");
    if (drawn) {
      clearInterval(timer);
      fit(figure, page, drawn);
      const focused = document.activeElement === link;
      outputs.classList.add("moves");
      if (focused) figure.focus(); // The link is gone now.
      said.remove();
    } else if (failed || Date.now() - begun > WAIT) {
      clearInterval(timer);
      said.textContent = "The figure did not start: Python could not be loaded into this browser. The picture stays.";
      figure.remove();
    }
  }, 200);
}

function fit(figure, page, drawn) {
  const style = page.createElement("style");
  style.textContent = ".jp-CodeConsole-input, .jp-InputPrompt, .jp-OutputPrompt, .jp-CodeConsole-content .jp-Cell-inputWrapper"
    + " { display: none !important } .jp-OutputArea-output { padding: 0 } .lm-SplitPanel-handle { display: none }"
    // The prompt beside the figure is hidden: the figure gets its room too, which counts on a phone.
    + " .jp-CodeConsole-content { left: 0 !important; width: 100% !important }";
  page.head.append(style);
  const area = drawn.closest(".jp-OutputArea");
  const resize = () => { figure.style.height = `${area.scrollHeight + 24}px`; };
  new figure.contentWindow.ResizeObserver(resize).observe(area);
  resize();
}

function putBack(figure) {
  figure.closest(".cell_output").classList.remove("moves");
  figure.said?.remove();
  figure.remove();
}
