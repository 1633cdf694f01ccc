// What the theme and MathJax leave out for readers who use a keyboard or a screen reader.
addEventListener("load", async () => {
  // The button says "Search Ctrl+K"; a shorter label would hide that from those who speak to their computer.
  for (const button of document.querySelectorAll(".search-button-field")) button.removeAttribute("aria-label");
  await window.MathJax?.startup?.promise;
  reachWhatScrolls();
  addEventListener("resize", reachWhatScrolls);
});

// What scrolls must be reached with the keyboard; in a narrow or enlarged window more does.
function reachWhatScrolls() {
  for (const box of document.querySelectorAll("div.math, mjx-container, .pst-scrollable-table-container")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}
