// Hue round a wheel, saturation outwards, brightness in a strip.
function setup() {
  createCanvas(400, 400);
  colorMode(HSB, 360, 100, 100, 1);
  noStroke();
  noLoop();
}

function draw() {
  background(0, 0, 96);
  for (let ring = 4; ring > 0; ring -= 1)
    for (let hue = 0; hue < 360; hue += 15) {
      fill(hue, ring * 25, 94);
      arc(200, 170, ring * 76, ring * 76, radians(hue), radians(hue + 15), PIE);
    }
  for (let i = 0; i < 16; i += 1) {
    fill(210, 70, (i * 100) / 15, 0.9);
    rect(40 + i * 20, 350, 20, 30);
  }
}
