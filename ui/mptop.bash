# bash completion for mptop

# Offer what compgen says for the given arguments.
_mptop_offer()
{
    mapfile -t COMPREPLY < <(compgen "$@" -- "$current")
}

_mptop()
{
    local current=${COMP_WORDS[COMP_CWORD]} option='' i

    COMPREPLY=()
    # After "--" stands a program with arguments of its own.
    for ((i = 1; i < COMP_CWORD; i++)); do
        if [[ ${COMP_WORDS[i]} == -- ]]; then
            if ((i + 1 == COMP_CWORD)); then
                _mptop_offer -c
            else
                _mptop_offer -f
            fi
            return
        fi
    done

    # "--color=WHEN" comes as three words.
    option=${COMP_WORDS[COMP_CWORD-1]}
    if [[ $current == = ]]; then
        current=
        option+='='
    elif [[ $option == = ]]; then
        option=${COMP_WORDS[COMP_CWORD-2]}=
    fi

    case $option in
    --color | --color=) _mptop_offer -W 'auto always never' ;;
    --exit-code | --exit-code=) _mptop_offer -W 'any first last name: zero' ;;
    --once=) _mptop_offer -W 'table json csv' ;;
    --theme | --theme=) _mptop_offer -W 'auto dark light paper contrast
        blue-orange mono' ;;
    --exit=) _mptop_offer -W 'all any' ;;
    -f | --file | --file=) _mptop_offer -f ;;
    --log-dir | --log-dir=) _mptop_offer -d ;;
    check) _mptop_offer -W '-f --file' ;;
    -d | --delay | --delay= | --size | --size=) ;;
    --tape | --tape= | --record | --record=) _mptop_offer -f ;;
    --cast-version | --cast-version=) _mptop_offer -W '2 3' ;;
    --idle-limit | --idle-limit= | --speed | --speed=) ;;
    --svg | --svg= | play) _mptop_offer -f ;;
    tutorial) _mptop_offer -W 'single multiple daemon-off daemon-on' ;;
    *)
        if [[ $current == -* ]]; then
            _mptop_offer -W '-f --file --log-dir -s --start -e --exit --exit=all --exit=any -d
                --delay --tape --headless --once --exit-code --simulate --size
                --record --overwrite --cast-version --idle-limit --record-input
                --speed --svg
                --color --ascii --theme --plain --no-mouse --no-tty -h --help -V --version --'
        elif ((COMP_CWORD == 1)); then
            _mptop_offer -W 'tutorial check play' -c
        else
            _mptop_offer -c
        fi
        ;;
    esac
}
complete -F _mptop mptop
