# Completion of `retrotimer` for bash.
_retrotimer() {
  local word=${COMP_WORDS[COMP_CWORD]}
  local commands="run list show check export build plan import recover history data doctor --help --version"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "$commands" -- "$word"))
  elif [ "${word#-}" = "$word" ]; then
    case ${COMP_WORDS[1]} in
      run | show | export)
        COMPREPLY=($(compgen -W "$(retrotimer list 2>/dev/null | awk 'NR > 1 { print $1 }')" -- "$word"))
        ;;
    esac
  fi
  COMPREPLY+=($(compgen -f -- "$word"))
}
complete -o filenames -F _retrotimer retrotimer
