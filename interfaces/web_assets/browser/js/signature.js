// A signature: strokes of [x, y, milliseconds] in a field of 1000 by 300, as a finger, pen or mouse draws them. By keyboard a
// signature cannot be drawn; whoever needs that signs on paper, or another person signs for them.
function pad(box) {
  const canvas = box.querySelector("canvas");
  const kept = box.querySelector("input");
  const pen = canvas.getContext("2d");
  let strokes = [];
  let begun = 0;
  let drawing = null;

  function point(event) {
    const place = canvas.getBoundingClientRect();
    const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
    const x = within(((event.clientX - place.left) / place.width) * 1000, 1000);
    const y = within(((event.clientY - place.top) / place.height) * 300, 300);
    if (strokes.length === 0 && !drawing) begun = event.timeStamp;
    return [x, y, within(event.timeStamp - begun, 3600000)];
  }

  function draw() {
    pen.clearRect(0, 0, 1000, 300);
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = getComputedStyle(canvas).color;
    for (const stroke of drawing ? [...strokes, drawing] : strokes) {
      pen.beginPath();
      for (const [x, y] of stroke) pen.lineTo(x, y);
      pen.stroke();
    }
  }

  function keep() {
    kept.value = strokes.length > 0 ? JSON.stringify(strokes) : "";
    kept.dispatchEvent(new Event("input", { bubbles: true }));
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = [point(event)];
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    // Between two frames a pen may have been in several places.
    for (const one of event.getCoalescedEvents?.() ?? [event]) drawing.push(point(one));
    draw();
  });
  const lift = () => {
    if (!drawing) return;
    strokes = [...strokes, drawing];
    drawing = null;
    keep();
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  box.querySelector("[data-clear]").addEventListener("click", () => {
    strokes = [];
    drawing = null;
    keep();
    draw();
  });
}

for (const box of document.querySelectorAll("[data-signature]")) pad(box);
