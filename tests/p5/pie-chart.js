// Seven numbers as the slices of a pie.
const shares = [30, 10, 45, 35, 60, 38, 75, 67];

function setup() {
  createCanvas(400, 400);
  noStroke();
  noLoop();
}

function draw() {
  background(100);
  let whole = 0;
  for (const share of shares) whole += share;
  let from = 0;
  for (let i = 0; i < shares.length; i += 1) {
    const to = from + (shares[i] / whole) * TWO_PI;
    fill(map(i, 0, shares.length, 0, 255));
    arc(200, 200, 300, 300, from, to);
    from = to;
  }
}
