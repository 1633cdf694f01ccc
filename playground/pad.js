// Paper to draw on. A stroke is a list of points [x, y] from 0 to 1; the kernel gets all strokes with every new point.
const SIZE = 280, PEN = 15, STEP = 0.04;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function render({ model, el }) {
  const paper = document.createElement("canvas");
  const sharp = Math.max(2, window.devicePixelRatio || 1);
  paper.width = paper.height = SIZE * sharp;
  paper.tabIndex = 0;
  paper.setAttribute("role", "application");
  paper.setAttribute("aria-label", model.get("description"));
  paper.dataset.lmSuppressShortcuts = "true"; // Jupyter would take the arrow keys.
  paper.style.cssText = `width:${SIZE}px;height:${SIZE}px;background:#fbfbf8;border:1px solid #8a8f99;` +
    "border-radius:4px;cursor:crosshair;touch-action:none;box-sizing:border-box";
  el.style.flex = "none";
  el.append(paper);

  const ink = paper.getContext("2d");
  let strokes = model.get("value"), drawing = false, waiting = false, ours = false;
  let pen = null, down = false; // The pen of the keyboard: where it is, and whether it writes.

  function show() {
    ink.setTransform(SIZE * sharp, 0, 0, SIZE * sharp, 0, 0);
    ink.clearRect(0, 0, 1, 1);
    ink.lineCap = ink.lineJoin = "round";
    ink.lineWidth = PEN / SIZE;
    ink.strokeStyle = "#1f2430";
    for (const stroke of strokes) {
      ink.beginPath();
      ink.moveTo(...stroke[0]);
      for (const point of stroke) ink.lineTo(...point);
      ink.stroke();
    }
    if (pen && document.activeElement === paper) {
      ink.beginPath();
      ink.arc(...pen, 0.03, 0, 7);
      ink.lineWidth = 0.01;
      ink.strokeStyle = down ? "#D55E00" : "#0072B2";
      ink.stroke();
    }
  }

  function send() {
    show();
    if (waiting) return;
    waiting = true; // Points that come together go together.
    setTimeout(() => {
      waiting = false;
      ours = true;
      model.set("value", strokes.map((stroke) => [...stroke]));
      ours = false;
      model.save_changes();
    }, 30);
  }

  const inside = (x) => Math.round(1000 * Math.min(1, Math.max(0, x))) / 1000;

  function begin(point) {
    strokes = [...strokes, [point]];
    send();
  }

  function goOn(point) {
    strokes[strokes.length - 1].push(point);
    send();
  }

  function where(event) {
    const box = paper.getBoundingClientRect();
    return [inside((event.clientX - box.left) / box.width), inside((event.clientY - box.top) / box.height)];
  }

  paper.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    if (event.isTrusted) paper.setPointerCapture(event.pointerId); // Beyond the edge the stroke goes on.
    drawing = true;
    down = false;
    pen = null;
    begin(where(event));
  });
  paper.addEventListener("pointermove", (event) => {
    if (drawing) goOn(where(event));
  });
  for (const end of ["pointerup", "pointercancel"]) paper.addEventListener(end, () => (drawing = false));

  paper.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (move) {
      pen = pen || [0.5, 0.5];
      pen = pen.map((x, k) => inside(x + STEP * move[k]));
      if (down) goOn(pen);
    } else if (event.key === " ") {
      pen = pen || [0.5, 0.5];
      down = !down;
      if (down) begin(pen);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      strokes = [];
      down = false;
      send();
    } else {
      return; // Tab leads on, as everywhere.
    }
    event.preventDefault();
    event.stopPropagation();
    show();
  });
  for (const change of ["focus", "blur"]) paper.addEventListener(change, show);

  model.on("change:value", () => {
    if (ours) return;
    // The kernel has cleared the paper, or put another drawing there. Only the stroke that is being drawn is newer.
    const newer = drawing || waiting ? strokes.slice(-1) : [];
    strokes = [...model.get("value").map((stroke) => [...stroke]), ...newer];
    down = down && strokes.length > 0;
    show();
  });
  show();
}

export default { render };
