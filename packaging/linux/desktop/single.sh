#!/bin/sh
# RetroTimer in one file: it unpacks itself into a folder of its own, becomes the program there, and leaves nothing.
# The program's arguments are its own; `--` before them may stand. What stands below the last line is a .tar.xz.
lines=@LINES@ sum=@SUM@ room=@ROOM@

stop() {
  printf '%s\n' "$1" >&2
  [ -z "$folder" ] || rm -rf "$folder"
  exit 3
}

# A folder below $1 that only the person may read, with room, and where programs may run; not so on every system.
settle() {
  [ -n "$1" ] && [ -d "$1" ] && free=$(df -Pk "$1" 2>/dev/null | awk 'END { print $4 }') || return 1
  [ "${free:-0}" -gt "$room" ] && folder=$(umask 077 && mktemp -d "$1/retrotimer.XXXXXX" 2>/dev/null) || return 1
  (umask 077 && printf '#!/bin/sh\n' >"$folder/try" && chmod 700 "$folder/try" && "$folder/try") 2>/dev/null && return 0
  rm -rf "$folder"
  folder=
  return 1
}

[ "$1" = -- ] && shift
folder=
command -v xz >/dev/null || stop "RetroTimer unpacks itself with xz, which this system lacks. On Debian or Ubuntu: sudo apt-get install xz-utils"
if command -v sha256sum >/dev/null; then
  found=$(tail -n +$((lines + 1)) "$0" | sha256sum)
  [ "${found%% *}" = "$sum" ] || stop "$0 is damaged: download it again."
fi
trap 'rm -rf "$folder"; exit 130' INT
trap 'rm -rf "$folder"; exit 143' TERM HUP
settle "$TMPDIR" || settle /tmp || settle /var/tmp || settle "${XDG_CACHE_HOME:-$HOME/.cache}" || settle "$HOME" ||
  stop "RetroTimer finds no folder to unpack itself into: it needs $((room / 1024)) MB free where programs may run. Set TMPDIR to one."
[ ! -t 2 ] || printf 'Unpacking RetroTimer …\r' >&2
(umask 077 && tail -n +$((lines + 1)) "$0" | xz -dc | tar -xf - -C "$folder" --no-same-owner) ||
  stop "RetroTimer could not be unpacked into $folder; the reason stands above."
[ ! -t 2 ] || printf '                       \r' >&2
trap - INT TERM HUP

# Who clears up waits until nobody holds the other end of this pipe any more, however the program ends.
rm "$folder/try"
(umask 077 && mkfifo "$folder/in-use") || stop "RetroTimer cannot use $folder. Set TMPDIR to another folder."
(
  trap '' INT TERM HUP
  cd / && read -r _ <"$folder/in-use"
  rm -rf "$folder"
) </dev/null >/dev/null 2>&1 &
RETROTIMER_PIPE=9 exec "$folder/retrotimer" "$@" 9>"$folder/in-use"
exit 3
