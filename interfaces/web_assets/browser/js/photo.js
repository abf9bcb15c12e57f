// The patient's photo: taken with the camera of this machine, or chosen as a file; either way cut to a square face and made small
// enough here, so that a picture of a telephone is not refused for its size.
const SIDE = 480;

/** A square JPEG out of the middle of a picture or a video. */
function square(source, width, height) {
  const side = Math.min(width, height);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.min(side, SIDE);
  canvas.getContext("2d").drawImage(source, (width - side) / 2, (height - side) / 2, side, side, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.88));
}

function put(field, picture) {
  const files = new DataTransfer();
  files.items.add(new File([picture], "photo.jpg", { type: "image/jpeg" }));
  field.files = files.files;
}

function plainButton(words, does) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = words;
  button.addEventListener("click", does);
  return button;
}

async function withCamera(field, opener) {
  const say = document.createElement("p");
  say.setAttribute("role", "status");
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user", width: { ideal: 1280 } } });
  } catch {
    say.textContent = "The camera cannot be used here. Allow it in the browser, or choose a picture file.";
    opener.after(say);
    return;
  }
  const box = document.createElement("div");
  box.className = "camera";
  const video = document.createElement("video");
  Object.assign(video, { srcObject: stream, autoplay: true, muted: true, playsInline: true });
  video.setAttribute("aria-label", "What the camera sees");
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
    box.remove();
    opener.hidden = false;
    opener.focus();
  };
  const take = plainButton("Take the picture", async () => {
    if (!video.videoWidth) return;
    put(field, await square(video, video.videoWidth, video.videoHeight));
    const { form } = field;
    end();
    form.requestSubmit();
  });
  take.classList.add("main");
  box.append(video, take, plainButton("Cancel", end));
  box.addEventListener("keydown", (event) => event.key === "Escape" && end());
  opener.hidden = true;
  opener.after(box);
  take.focus();
}

for (const field of document.querySelectorAll("input[type=file][name=photo]")) {
  field.addEventListener("change", async () => {
    const [file] = field.files;
    const picture = file && (await createImageBitmap(file).catch(() => null));
    // What is no picture is sent as it is, and refused in a sentence.
    if (picture) put(field, await square(picture, picture.width, picture.height));
  });
  if (navigator.mediaDevices?.getUserMedia) {
    const opener = plainButton("Use the camera", () => withCamera(field, opener));
    field.after(opener);
  }
}
