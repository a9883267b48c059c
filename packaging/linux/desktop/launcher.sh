#!/bin/sh
# Starts RetroTimer, or says in one sentence why this system is too old for it.
here=$0
[ ! -L "$here" ] || here=$(readlink -f "$here")
case $here in */*) here=${here%/*} ;; *) here=. ;; esac
if command -v getconf >/dev/null; then
  libc=$(getconf GNU_LIBC_VERSION 2>/dev/null)
  minor=${libc#glibc 2.}
  case $minor in
    *[!0-9]* | "")
      echo "RetroTimer needs a Linux with glibc 2.35 or newer; this one has another C library." >&2
      exit 3 ;;
  esac
  if [ "$minor" -lt 35 ]; then
    echo "RetroTimer needs glibc 2.35 or newer (Ubuntu 22.04, Debian 12), and this system has 2.$minor: update the system, or install RetroTimer with pipx." >&2
    exit 3
  fi
fi
exec "$here/retrotimer-program" "$@"
