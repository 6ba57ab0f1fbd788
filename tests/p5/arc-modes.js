// The four modes filled and stroked, on flat and on tall ellipses, and angles beyond one turn or the wrong way round.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(255);
  stroke(20, 40, 90);
  strokeWeight(4);
  fill(250, 200, 90);
  const modes = [undefined, OPEN, CHORD, PIE];
  for (let i = 0; i < 4; i += 1) {
    const x = 52 + i * 98;
    arc(x, 55, 80, 80, 0.4, 4.4, modes[i]);
    arc(x, 150, 84, 40, 0.6, 3.9, modes[i]);
    arc(x, 245, 40, 84, -1.2, 2.2, modes[i]);
  }
  arc(52, 345, 80, 80, 0, PI * 3);
  arc(150, 345, 80, 50, 5, 1, PIE);
  arc(248, 345, 80, 80, 0, TWO_PI, CHORD);
  arc(346, 345, 80, 50, HALF_PI, HALF_PI + 2 * TWO_PI);
}
