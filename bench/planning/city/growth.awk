# Draws how the first plan's cost grows, beside n log n through the smallest city:
#   ./run bench planning | awk -f bench/planning/city/growth.awk > docs/growth.svg
/"planning[.]city_[0-9]+_1[.]first_plan_s"/ {
  match($0, /city_[0-9]+/)
  people[++count] = substr($0, RSTART + 5, RLENGTH - 5) + 0
  match($0, /"value":[0-9.e+-]+/)
  took[count] = substr($0, RSTART + 8, RLENGTH - 8) + 0
}

function n_log_n(n) { return took[1] * n * log(n) / (people[1] * log(people[1])) }
function x(n) { return 70 + 540 * log(n / people[1]) / log(people[count] / people[1]) }
function y(s) { return 330 - 290 * log(s / lowest) / log(highest / lowest) }
function text(at_x, at_y, anchor, what) {
  printf "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", at_x, at_y, anchor, what
}

END {
  if (count < 2) {
    print "growth.awk: no first plans of several cities in what was read" > "/dev/stderr"
    exit 1
  }
  lowest = took[1]
  highest = n_log_n(people[count])
  for (i = 1; i <= count; ++i) {
    highest = took[i] > highest ? took[i] : highest
    lowest = took[i] < lowest ? took[i] : lowest
  }
  print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 390\" font-family=\"sans-serif\" font-size=\"13\">"
  print "<rect width=\"640\" height=\"390\" fill=\"white\"/>"
  print "<path d=\"M70 30V340H620\" fill=\"none\" stroke=\"#666\"/>"
  text(10, 20, "start", "first complete plan, CPU s of one thread; both axes logarithmic")
  text(620, 380, "end", "people")
  for (i = 1; i <= count; ++i) {
    line = line (i == 1 ? "M" : "L") sprintf("%.1f %.1f", x(people[i]), y(n_log_n(people[i])))
    drawn = drawn (i == 1 ? "M" : "L") sprintf("%.1f %.1f", x(people[i]), y(took[i]))
  }
  printf "<path d=\"%s\" fill=\"none\" stroke=\"#999\" stroke-dasharray=\"6 4\"/>\n", line
  printf "<path d=\"%s\" fill=\"none\" stroke=\"#1a5fb4\" stroke-width=\"2\"/>\n", drawn
  for (i = 1; i <= count; ++i) {
    printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#1a5fb4\"/>\n", x(people[i]), y(took[i])
    text(x(people[i]) - 8, y(took[i]) - 8, "end", sprintf("%.3g s", took[i]))
    text(x(people[i]), 358, i == count ? "end" : "middle", sprintf("%d,000", people[i] / 1000))
  }
  text(x(people[count]), y(n_log_n(people[count])) + 22, "end", "n log n")
  print "</svg>"
}
