using System;
using System.Collections.Generic;
using System.CommandLine.Completions;
using System.Globalization;
using System.IO;

namespace Truefill.Cli.Frame;

/// <summary>Answers the shell: <c>truefill [suggest:CURSOR] "LINE"</c> prints what may stand at the cursor.</summary>
internal static class Completion
{
    private const string Directive = "[suggest:";

    public static bool IsAsked(IReadOnlyList<string> args) =>
        args.Count == 2 && args[0].StartsWith(Directive, StringComparison.Ordinal) && args[0].EndsWith(']');

    public static void Answer(CommandTree tree, IReadOnlyList<string> args, TextWriter target)
    {
        string line = args[1];
        if (!int.TryParse(args[0].AsSpan(Directive.Length..^1), CultureInfo.InvariantCulture, out int cursor)) return;
        string before = line[..Math.Clamp(cursor, 0, line.Length)];

        // The program may be called by any path; the parser knows it by its name.
        int end = before.IndexOf(' ', StringComparison.Ordinal);
        string asParsed = end < 0 ? "" : before[(end + 1)..];
        foreach (CompletionItem item in tree.Root.Parse(asParsed).GetCompletions(asParsed.Length))
        {
            string text = item.InsertText ?? item.Label;
            if (!IsNoise(text)) target.WriteLine(text);
        }

        target.Flush();
    }

    // Spellings of --help for other systems.
    private static bool IsNoise(string text) => text is "-?" or "/?" or "/h";

    public static string Script(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    };

    private const string Bash = """
        # bash completion for truefill: put `source <(truefill completion bash)` into ~/.bashrc
        _truefill() {
          local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}"
          COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2> /dev/null)" -- "$word"))
          [[ ${#COMPREPLY[@]} -gt 0 ]] || COMPREPLY=($(compgen -f -- "$word"))
        }
        complete -F _truefill truefill ./truefill

        """;

    private const string Zsh = """
        #compdef truefill
        # zsh completion for truefill: put `source <(truefill completion zsh)` into ~/.zshrc
        _truefill() {
          local -a found
          found=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2> /dev/null)}")
          compadd -- "${found[@]}" || _files
        }
        compdef _truefill truefill ./truefill

        """;

    private const string Fish = """
        # fish completion for truefill: truefill completion fish > ~/.config/fish/completions/truefill.fish
        function __truefill
          set -l words (commandline -opc)
          set -l line (string trim --left -- (commandline -cp))
          $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2> /dev/null
        end
        complete -c truefill -a '(__truefill)'

        """;
}
