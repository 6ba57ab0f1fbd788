#!/usr/bin/env bash
# Tests of the scripts, on the host: what reaches a command in scripts/debian13 and what comes back, and what
# scripts/test calls failed. Prints TAP.
set -uo pipefail

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
debian13=$checkout/scripts/debian13
scratch=$(mktemp -d "${TMPDIR:-/tmp}/reverie scripts.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
number=0

check() {
  local title=$1
  shift
  number=$((number + 1))
  if "$@"; then echo "ok $number - $title"; else echo "not ok $number - $title"; fi
}

exit_code_passes() {
  "$debian13" bash -c 'exit 37'
  [[ $? -eq 37 ]]
}

unknown_command_is_127() {
  "$debian13" no-such-command-here 2>/dev/null
  [[ $? -eq 127 ]]
}

userland_is_debian_13() { [[ $("$debian13" bash -c '. /etc/os-release; echo $ID $VERSION_ID') == "debian 13" ]]; }

folder_is_kept() { [[ $(cd "$scratch" && "$debian13" pwd) == "$scratch" ]]; }

arguments_are_kept() {
  local out
  out=$("$debian13" printf '[%s]' 'a b' '' "it's" '$HOME' '*' $'tab\there')
  [[ $out == "[a b][][it's][\$HOME][*]["$'tab\there'"]" ]]
}

standard_input_passes() { [[ $(echo hello | "$debian13" tr a-z A-Z) == HELLO ]]; }

absolute_path_is_seen() {
  mkdir -p "$HOME/.reverie-test dir" && echo seen >"$HOME/.reverie-test dir/file"
  [[ $("$debian13" cat "$HOME/.reverie-test dir/file") == seen ]]
  local status=$?
  rm -rf "$HOME/.reverie-test dir"
  return $status
}

relative_path_is_seen() {
  mkdir -p "$HOME/.reverie-test-a" "$HOME/.reverie-test-b" && echo seen >"$HOME/.reverie-test-b/file"
  [[ $(cd "$HOME/.reverie-test-a" && "$debian13" cat ../.reverie-test-b/file) == seen ]]
  local status=$?
  rm -rf "$HOME/.reverie-test-a" "$HOME/.reverie-test-b"
  return $status
}

new_file_belongs_to_us() {
  "$debian13" touch "$scratch/made" && [[ $(stat -c %u "$scratch/made") -eq $(id -u) ]]
}

signal_passes() {
  "$debian13" bash -c 'trap "exit 9" TERM; echo ready >"$1/ready"; while :; do sleep 0.05; done' x "$scratch" &
  local child=$!
  while [[ ! -f $scratch/ready ]]; do sleep 0.05; done
  kill -TERM "$child"
  wait "$child"
  [[ $? -eq 9 ]]
}

dies_with_its_caller() {
  bash -c '"$1" bash -c "echo \$\$ >\"\$0/pid\"; exec sleep 300" "$2" & wait' x "$debian13" "$scratch" &
  local caller=$!
  while [[ ! -s $scratch/pid ]]; do sleep 0.05; done
  kill -KILL "$caller"
  wait "$caller" 2>/dev/null
  local tries
  for tries in $(seq 100); do
    kill -0 "$(cat "$scratch/pid")" 2>/dev/null || return 0
    sleep 0.05
  done
  echo "# still there after $tries looks"
  kill -KILL "$(cat "$scratch/pid")"
  return 1
}

mounts_are_gone() {
  is_direct && return 0
  "$debian13" true
  ! grep -q "reverie/debian13" /proc/self/mounts
}

is_direct() { (. /etc/os-release && [[ $ID == debian && $VERSION_ID == 13 ]]); }

two_at_once() {
  local first second status
  "$debian13" bash -c 'sleep 0.3; exit 3' &
  first=$!
  "$debian13" bash -c 'sleep 0.3; exit 4' &
  second=$!
  wait $first
  status=$?
  wait $second
  [[ $? -eq 4 && $status -eq 3 ]]
}

inside_is_direct() { [[ $("$debian13" "$debian13" echo nested) == nested ]]; }

wrong_set_is_one_sentence() {
  local out status
  out=$("$debian13" --for nonsense true 2>&1)
  status=$?
  [[ $status -eq 2 && $(wc -l <<<"$out") -eq 1 && $out == *"play"*"'nonsense'"* ]]
}

wrong_option_is_one_sentence() {
  local out status
  out=$("$debian13" --nonsense true 2>&1)
  status=$?
  [[ $status -eq 2 && $(wc -l <<<"$out") -eq 1 && $out == *"'--nonsense'"* ]]
}

wrong_port_is_one_sentence() {
  local out status
  out=$("$checkout/scripts/site" --serve 99999 2>&1)
  status=$?
  [[ $status -eq 2 && $(wc -l <<<"$out") -eq 1 && $out == *"'99999'"*"65535"* ]]
}

failures_have_names() {
  local said
  said=$("$debian13" python3 "$checkout/tests/scripts/run_tests_test.py" 2>&1) || { sed 's/^/# /' <<<"$said"; return 1; }
}

check "the exit code passes" exit_code_passes
check "an unknown command gives 127" unknown_command_is_127
check "the userland is Debian 13" userland_is_debian_13
check "the current folder is kept" folder_is_kept
check "arguments are kept as they are" arguments_are_kept
check "standard input passes" standard_input_passes
check "an absolute path with a space is seen" absolute_path_is_seen
check "a relative path out of the current folder is seen" relative_path_is_seen
check "a new file belongs to the caller" new_file_belongs_to_us
check "a signal reaches the command" signal_passes
check "the command dies with its caller" dies_with_its_caller
check "no mount outlives the command" mounts_are_gone
check "two commands run at once" two_at_once
check "inside, the script runs commands directly" inside_is_direct
check "a wrong set is answered by one sentence" wrong_set_is_one_sentence
check "a wrong option is answered by one sentence" wrong_option_is_one_sentence
check "a wrong port is answered by one sentence" wrong_port_is_one_sentence
check "what failed in the suite is called by its name" failures_have_names
echo "1..$number"
