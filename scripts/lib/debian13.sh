# Functions of scripts/debian13: making, completing and entering the Debian 13 root.
# shellcheck shell=bash
# shellcheck disable=SC2154 # `here` and `checkout` are set by the script that sources this file

cache="${XDG_CACHE_HOME:-$HOME/.cache}/reverie"
root="$cache/debian13"
log="$cache/debian13.log"
stamps=var/lib/reverie # inside the root: one file a package set, a copy of the list that was installed

die() {
  echo "debian13: $*" >&2
  exit 2
}

set_names() { (cd "$here/packages" && for f in *.txt; do printf '%s ' "${f%.txt}"; done) | sed 's/ $//'; }
known_set() { [[ -n $1 && -f "$here/packages/$1.txt" ]]; }
is_debian13() { (. /etc/os-release 2>/dev/null && [[ ${ID:-} == debian && ${VERSION_ID:-} == 13 ]]); }

# One line a step with the seconds it took, details in the log: the reader sees that something moves.
step() {
  local title=$1 start=$SECONDS status
  shift
  printf '  %-52s' "$title" >&2
  # In a condition `set -e` would be void for the functions below it, so the status is taken without one.
  # A program is a direct child, so that --pdeathsig ties it to this script.
  set +e
  if [[ $(type -t "$1") == file ]]; then "$@" >>"$log" 2>&1; else (set -e; "$@") >>"$log" 2>&1; fi
  status=$?
  set -e
  if [[ $status -eq 0 ]]; then
    printf '%4d s\n' $((SECONDS - start)) >&2
  else
    printf 'failed\n' >&2
    tail -n 4 "$log" | sed 's/^/    /' >&2
    die "'$title' failed; the details are in $log, and running the same command again goes on from here."
  fi
}

# --- directly on Debian 13 ---------------------------------------------------------------------------------------

install_missing_directly() {
  local missing=() package
  while read -r package; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done < <(cd "$here/packages" && cat "${@/%/.txt}")
  [[ ${#missing[@]} -gt 0 ]] || return 0
  [[ $(id -u) -eq 0 ]] ||
    die "These packages are missing and only root may install them: ${missing[*]}; nothing was run."
  mkdir -p "$cache"
  step "apt-get update" apt-get update -q
  step "${#missing[@]} Debian packages (${*})" apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# --- what the host knows -----------------------------------------------------------------------------------------

# Prints "URI SUITE" for every binary archive among the host's apt sources, old and new style.
host_archives() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    sed -nE 's/^[[:space:]]*deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+)[[:space:]]+([^[:space:]]+).*/\2 \3/p'
  local file
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -f $file ]] && awk 'function emit(  u, s, i, j) {
        if (types ~ /(^| )deb( |$)/ && enabled != "no") {
          split(uris, u, " "); split(suites, s, " ")
          for (i in u) for (j in s) print u[i], s[j]
        }
        types = uris = suites = enabled = "" }
      /^Types:/ { sub(/^[^:]*: */, ""); types = $0 } /^URIs:/ { sub(/^[^:]*: */, ""); uris = $0 }
      /^Suites:/ { sub(/^[^:]*: */, ""); suites = $0 } /^Enabled:/ { enabled = $2 }
      /^[[:space:]]*$/ { emit() } END { emit() }' "$file"
  done
  return 0
}

# The mirror of the archive (main) or of its security updates, as the host has it; empty where it has none.
host_mirror() {
  local kind=$1 id codename
  id=$(. /etc/os-release && echo "${ID:-}")
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-stable}")
  if [[ $id != debian ]]; then
    [[ $kind == main ]] && echo "${REVERIE_DEBIAN_MIRROR:-}"
    return 0
  fi
  if [[ $kind == main ]]; then
    [[ -n ${REVERIE_DEBIAN_MIRROR:-} ]] && { echo "$REVERIE_DEBIAN_MIRROR"; return 0; }
    host_archives | awk -v c="$codename" '$2 == c || $2 == "stable" { print $1; exit }'
  else
    host_archives | awk -v c="$codename" '$2 == c "-security" || $2 == "stable-security" { print $1; exit }'
  fi
}

host_ca_bundle() {
  local file
  for file in "${SSL_CERT_FILE:-}" /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt; do
    [[ -n $file && -f $file ]] && { echo "$file"; return 0; }
  done
  return 0
}

# --- making the root ---------------------------------------------------------------------------------------------

root_is_ready() {
  local name
  for name in "$@"; do
    cmp -s "$here/packages/$name.txt" "$root/$stamps/$name" || return 1
  done
}

need_debootstrap() {
  PATH=$PATH:/usr/sbin:/sbin
  command -v debootstrap >/dev/null && return 0
  command -v apt-get >/dev/null ||
    die "debootstrap is not on this machine and there is no apt-get to install it; install debootstrap, or use the container of the Dockerfile."
  step "debootstrap for this machine" bash -c \
    'apt-get update -q; DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends debootstrap debian-archive-keyring'
}

# Built aside and renamed at the end: a root under its final name is always a whole one.
bootstrap_root() {
  local building=$root.building mirror
  mirror=$(host_mirror main)
  rm -rf "$building"
  mkdir -p "$building"
  # debootstrap cannot work in a path with a space: it gets /mnt, in a namespace that also takes its mounts along.
  # shellcheck disable=SC2016
  step "Debian 13 base system" setpriv --pdeathsig TERM unshare -m bash -ec '
    mount --bind "$1" /mnt
    shift
    exec debootstrap --variant=minbase trixie /mnt "$@"' bootstrap "$building" ${mirror:+"$mirror"}
  mirror=${mirror:-$(awk '$1 == "deb" { print $2; exit }' "$building/etc/apt/sources.list")}
  configure_root "$building" "$mirror" "$(host_mirror security)"
  mkdir -p "$building/$stamps"
  mv "$building" "$root"
}

configure_root() {
  local into=$1 mirror=$2 security=$3 type bundle
  for type in deb deb-src; do
    echo "$type $mirror trixie main"
    [[ -z $security ]] || echo "$type $security trixie-security main"
  done >"$into/etc/apt/sources.list"
  apt-config dump 2>/dev/null | grep -iE '^Acquire::[a-z]+::(Proxy|Verify)' >"$into/etc/apt/apt.conf.d/90host" || true
  bundle=$(host_ca_bundle)
  if [[ -n $bundle ]]; then
    cp "$bundle" "$into/etc/apt/host-ca.crt"
    echo 'Acquire::https::CAInfo "/etc/apt/host-ca.crt";' >>"$into/etc/apt/apt.conf.d/90host"
  fi
  printf 'Acquire::Languages "none";\n' >>"$into/etc/apt/apt.conf.d/90host"
  # The root is a cache that can be made again: no fsync per file, no manuals, no translations, no daemons.
  echo force-unsafe-io >"$into/etc/dpkg/dpkg.cfg.d/reverie"
  printf 'path-exclude=%s\n' '/usr/share/man/*' '/usr/share/locale/*' '/usr/share/info/*' '/usr/share/gtk-doc/*' \
    >>"$into/etc/dpkg/dpkg.cfg.d/reverie"
  printf '#!/bin/sh\nexit 101\n' >"$into/usr/sbin/policy-rc.d"
  chmod 755 "$into/usr/sbin/policy-rc.d"
}

install_set() {
  local name=$1 list
  list=$(cat "$here/packages/$name.txt")
  # shellcheck disable=SC2016
  step "Debian packages: $name ($(wc -w <<<"$list"))" setpriv --pdeathsig TERM unshare -m bash -ec '
    root=$1
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    cat /etc/resolv.conf >"$root/etc/resolv.conf" 2>/dev/null || true
    exec chroot "$root" /bin/bash -ec "$2"' install "$root" "
      export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin
      dpkg --configure -a
      apt-get update -q
      apt-get install -q -y -f --no-install-recommends $(tr '\n' ' ' <<<"$list")
      apt-get clean"
  cp "$here/packages/$name.txt" "$root/$stamps/.$name.new"
  mv "$root/$stamps/.$name.new" "$root/$stamps/$name"
}

# The lock is held by a file descriptor: it is free again however this process ends.
prepare_root() {
  local name
  mkdir -p "$cache"
  exec 9>"$cache/debian13.lock"
  flock -n 9 || { echo "  waiting for another process that prepares the Debian 13 root" >&2; flock 9; }
  root_is_ready "$@" && { exec 9>&-; return 0; }
  : >"$log"
  echo "Preparing the Debian 13 userland in $root (once; details in $log)" >&2
  need_debootstrap
  [[ -d $root ]] || bootstrap_root
  for name in "$@"; do root_is_ready "$name" || install_set "$name"; done
  exec 9>&-
}

# --- entering the root -------------------------------------------------------------------------------------------

# Paths that belong to the Debian 13 root itself and must never be covered by the host's.
belongs_to_root() {
  case $1/ in
    / | // | /bin/* | /boot/* | /dev/* | /etc/* | /lib*/* | /proc/* | /run/* | /sbin/* | /sys/* | /usr/*) return 0 ;;
  esac
  return 1
}

# The nearest existing folder of PATH, which may name something yet to be made.
folder_for() {
  local path=$1
  [[ -d $path ]] || path=$(dirname "$path")
  while [[ ! -d $path ]]; do path=$(dirname "$path"); done
  echo "$path"
}

# Prints where an argument points when it looks like a path: as written, and what its links lead to.
paths_of_argument() {
  local path=$1
  [[ $path == -*=* || $path == [A-Za-z_]*=* ]] && path=${path#*=}
  [[ $path != *$'\n'* && ($path == /* || $path == ../* || $path == */../* || $path == .. || -L $path) ]] || return 0
  realpath -m -s -- "$path"
  realpath -m -- "$path"
}

# Prints the folders to bind, outer ones first, each once.
folders_to_bind() {
  local argument path folder
  {
    printf '%s\n' /tmp "$checkout" "$PWD" "$(pwd -P)" "$cache"
    for argument in "$@"; do
      while read -r path; do
        belongs_to_root "$path" && continue
        folder=$(folder_for "$path")
        [[ $folder != / || $path != /*/* || ! ${argument#*=} =~ ^(\.\./)*[^[:space:]]+$ ]] ||
          die "'$path' would lie in a new folder at the top of the file system; make $(cut -d/ -f1,2 <<<"$path") first. Nothing was run."
        echo "$folder"
      done < <(paths_of_argument "$argument")
    done
  } | while read -r path; do belongs_to_root "$path" || echo "$path"; done | awk '{ print length($0) "\t" $0 }' |
    sort -n | cut -f2- | awk '!seen[$0]++'
}

# Files of the host that the root sees in place of its own, "HOST INSIDE" a line.
files_to_bind() {
  local bundle variable
  bundle=$(host_ca_bundle)
  [[ -n $bundle ]] && printf '%s\t%s\n' "$bundle" /etc/ssl/certs/ca-certificates.crt
  for variable in SSL_CERT_FILE NODE_EXTRA_CA_CERTS CURL_CA_BUNDLE GIT_SSL_CAINFO; do
    [[ -f ${!variable:-} && ${!variable} != /etc/ssl/certs/ca-certificates.crt ]] &&
      printf '%s\t%s\n' "${!variable}" "${!variable}"
  done
  for variable in /etc/resolv.conf /etc/hosts /etc/npmrc "$HOME/.npmrc" "$HOME/.gitconfig"; do
    [[ -f $variable ]] && printf '%s\t%s\n' "$variable" "$variable"
  done
  return 0
}

export_build_environment() {
  # Precompiled headers go through ccache only when it may overlook their time stamps.
  export CCACHE_SLOPPINESS="${CCACHE_SLOPPINESS:-pch_defines,time_macros,include_file_mtime,include_file_ctime}"
  # One cache for all presets and all clones: paths are taken relative to the checkout.
  export CCACHE_BASEDIR="$checkout" CCACHE_NOHASHDIR=1 CCACHE_MAXSIZE="${CCACHE_MAXSIZE:-4G}"
  export CCACHE_DIR="${CCACHE_DIR:-$cache/ccache}" REVERIE_CACHE="$cache"
  export npm_config_cache="${npm_config_cache:-$cache/npm}" npm_config_update_notifier=false
}

enter_root() {
  local folders files
  mkdir -p "$CCACHE_DIR" "$npm_config_cache"
  folders=$(folders_to_bind "$@")
  files=$(files_to_bind)
  exec setpriv --pdeathsig TERM unshare -m bash -ec '
    root=$1 folders=$2 files=$3 folder=$4 run_as=$5
    shift 5
    mount -t proc proc "$root/proc"
    mount --rbind /sys "$root/sys"
    mount --rbind /dev "$root/dev"
    while IFS= read -r path; do
      [ -d "$root$path" ] || mkdir -p "$root$path"
      mount --rbind "$path" "$root$path"
    done <<<"$folders"
    while IFS=$'"'\t'"' read -r from to; do
      [ -n "$from" ] || continue
      [ -e "$root$to" ] || { mkdir -p "$root$(dirname "$to")" && : >"$root$to"; }
      mount --bind "$from" "$root$to"
    done <<<"$files"
    drop=()
    [ -z "$run_as" ] || drop=(setpriv --reuid "${run_as%:*}" --regid "${run_as#*:}" --clear-groups --pdeathsig TERM)
    [ -d "$root$HOME" ] || mkdir -p "$root$HOME"
    export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8
    exec chroot "$root" /bin/bash -c "cd -- \"\$0\" && exec \"\$@\"" "$folder" "${drop[@]}" "$@"
  ' enter "$root" "$folders" "$files" "$PWD" "${REVERIE_RUN_AS:-}" "$@"
}
