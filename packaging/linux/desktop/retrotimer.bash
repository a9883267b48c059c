# Completion of `retrotimer` for bash. Made by tools/command_line.py from the program's parser: change that, not this file.
_retrotimer() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} place= words= kind= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$place/${COMP_WORDS[i]}" in
      /run|/list|/show|/check|/export|/build|/plan|/import|/recover|/history|/history/show|/history/delete|/history/undelete|/history/rate|/history/export|/history/import|/data|/data/move|/data/usual|/doctor) place="$place/${COMP_WORDS[i]}" ;;
    esac
  done
  case "$place $before" in
    "/run --speed") : ;;
    "/run --output") words="auto miniaudio simpleaudio silent" ;;
    "/run --events") kind=file ;;
    "/run --get-ready") : ;;
    "/export -o"|"/export --out") kind=file ;;
    "/export --get-ready") : ;;
    "/build --total") : ;;
    "/build --backward") : ;;
    "/build --bout") : ;;
    "/build --walk") : ;;
    "/build --level") words="novice intermediate experienced" ;;
    "/build --name") : ;;
    "/build -o"|"/build --out") kind=file ;;
    "/plan --start") : ;;
    "/plan --days") : ;;
    "/plan --at") : ;;
    "/plan --ics") kind=file ;;
    "/history --search") : ;;
    "/history --since") : ;;
    "/history/rate --effort") : ;;
    "/history/rate --note") : ;;
    "/history/export -o"|"/history/export --out") kind=file ;;
    "/doctor --output") words="auto miniaudio simpleaudio silent" ;;
    "/doctor --report") kind=file ;;
    *)
      case "$place" in
        "") words="run list show check export build plan import recover history data doctor -h --help --version" kind=preset ;;
        "/run") words="-h --help --speed --output --mute --events --get-ready --window --close" kind=preset ;;
        "/list") words="-h --help --json" ;;
        "/show") words="-h --help --json" kind=preset ;;
        "/check") words="-h --help" kind=file ;;
        "/export") words="-h --help -o --out --get-ready" kind=preset ;;
        "/build") words="-h --help --total --backward --bout --walk --level --name -o --out" ;;
        "/plan") words="-h --help --start --days --at --ics --json" ;;
        "/import") words="-h --help" kind=file ;;
        "/recover") words="-h --help --go-on --keep --discard" ;;
        "/history") words="show delete undelete rate export import -h --help --json --search --since --weeks" ;;
        "/history/show") words="-h --help" ;;
        "/history/delete") words="-h --help" ;;
        "/history/undelete") words="-h --help" ;;
        "/history/rate") words="-h --help --effort --note" ;;
        "/history/export") words="-h --help -o --out" ;;
        "/history/import") words="-h --help" kind=file ;;
        "/data") words="move usual -h --help" ;;
        "/data/move") words="-h --help" kind=folder ;;
        "/data/usual") words="-h --help" ;;
        "/doctor") words="-h --help --json --sounds --output --report" ;;
      esac
      ;;
  esac
  [[ $kind != preset || $word == -* ]] || words="$words $(retrotimer list 2>/dev/null | awk 'NR > 1 { print $1 }')"
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  case "$kind" in
    preset | file) compopt -o filenames && mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$word") ;;
    folder) compopt -o filenames && mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -d -- "$word") ;;
  esac
}
complete -F _retrotimer retrotimer
