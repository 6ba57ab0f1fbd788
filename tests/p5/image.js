// A picture made here: enlarged softly and hard, tinted, faded, cropped, turned.
let picture;

function setup() {
  createCanvas(400, 400);
  picture = createImage(16, 16);
  picture.loadPixels();
  for (let y = 0; y < 16; y += 1)
    for (let x = 0; x < 16; x += 1) {
      const ring = (x - 8) * (x - 8) + (y - 8) * (y - 8) < 40;
      picture.set(x, y, color(x * 16, y * 16, ring ? 220 : 60, 255));
    }
  picture.updatePixels();
  noLoop();
}

function draw() {
  background(235);
  noSmooth();
  image(picture, 20, 20, 110, 110);
  tint(255, 150, 60);
  image(picture, 145, 20, 110, 110);
  tint(255, 110);
  image(picture, 270, 20, 110, 110);
  noTint();
  image(picture, 20, 145, 110, 110, 4, 4, 8, 8);
  image(picture, 145, 145, 110, 55, 0, 8, 16, 8);
  push();
  translate(325, 200);
  rotate(0.4);
  image(picture, -40, -40, 80, 80);
  pop();
  smooth();
  image(picture, 20, 270, 110, 110);
  tint(120, 255, 160, 200);
  image(picture, 145, 270, 235, 110, 2, 6, 12, 6);
}
