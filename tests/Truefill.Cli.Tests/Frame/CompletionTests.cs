using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Frame;

public class CompletionTests
{
    [Theory]
    [InlineData("truefill sta", "status")]
    [InlineData("truefill orders s", "show submit")]
    [InlineData("truefill orders submit --side ", "buy sell sell_short")]
    [InlineData("./truefill config c", "check")]
    [InlineData("truefill completion f", "fish")]
    [InlineData("truefill venues ", "books clock faults list script")]
    [InlineData("truefill venues clock SIM --a", "--advance")]
    public async Task The_shell_hears_what_may_stand_at_the_cursor(string line, string expected)
    {
        Run run = await Cli.In($"[suggest:{line.Length}]", line);
        string[] lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string word in expected.Split(' ')) Assert.Contains(word, lines);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public async Task The_cursor_may_stand_inside_the_line()
    {
        Run run = await Cli.In("[suggest:12]", "truefill sta --check");
        Assert.Contains("status", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await Cli.In("[suggest:x]", "y")).Code);
    }

    [Theory]
    [InlineData("truefill orders su", "submit")]
    [InlineData("truefill kill", "kill-switch")]
    [InlineData("truefill orders submit --side b", "buy")]
    public async Task The_script_works_under_bash(string line, string expected)
    {
        string program = Path.GetDirectoryName(Cli.Program)!;
        string script = $$"""
            PATH="{{program}}:$PATH"
            source <(truefill completion bash)
            COMP_LINE='{{line}}'; COMP_POINT={{line.Length}}
            COMP_WORDS=({{line}}); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _truefill
            printf '%s\n' "${COMPREPLY[@]}"
            complete -p truefill > /dev/null
            """;
        Run run = await Cli.Process("bash", ["--norc", "-c", script]);
        Assert.Equal(("", 0), (run.Error, run.Code));
        Assert.Equal(expected, run.Out.Trim());
    }

    [Fact]
    public async Task Bash_is_told_where_the_program_is_called_by_either_name_and_offers_files_at_last()
    {
        string program = Path.GetDirectoryName(Cli.Program)!;
        string script = $$"""
            PATH="{{program}}:$PATH"
            cd "{{program}}"
            source <(truefill completion bash)
            ask() {
              COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
              COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
              $(complete -p "$1" | sed 's/.*-F \([^ ]*\) .*/\1/')
              echo "${COMPREPLY[*]}"
            }
            ask truefill kill-switch ''
            ask ./truefill breaks ex
            ask truefill orders submit --sy
            ask truefill dry-run truefill.runtimeconfig.j
            ask truefill status --no-such-option-at-all
            complete -p ./truefill
            """;
        Run run = await Cli.Process("bash", ["--norc", "-c", script]);
        Assert.Equal(("", 0), (run.Error, run.Code));
        string[] lines = run.Out.Split('\n');
        Assert.Equal(
            ["engage", "reset", "status"],
            lines[0].Split(' ').Where(word => !word.StartsWith('-')).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["explain", "--symbol", "truefill.runtimeconfig.json", "", "complete -F _truefill ./truefill"], lines[1..6]);
    }

    [Fact]
    public async Task The_script_works_under_fish()
    {
        string program = Path.GetDirectoryName(Cli.Program)!;
        string script = """
            source (truefill completion fish | psub)
            cd (dirname (command -v truefill))
            complete -C 'truefill orders su'
            complete -C './truefill kill'
            complete -C 'echo a | truefill orders submit --side b'
            complete -C 'truefill dry-run truefill.runtimeconfig.j'
            """;
        Run run = await Cli.Process("env", ["PATH=" + program + ":" + Environment.GetEnvironmentVariable("PATH"), "fish", "--no-config", "-c", script]);
        Assert.Equal(
            ("", "submit\nkill-switch\nbuy\ntruefill.runtimeconfig.json\n", 0), (run.Error, run.Out, run.Code));
    }

    // zsh completes on a terminal only: zpty is one, and what is read from it is what a person would see.
    [Fact]
    public async Task The_script_works_under_zsh()
    {
        string program = Path.GetDirectoryName(Cli.Program)!;
        string script = $$"""
            zmodload zsh/zpty
            zpty z zsh -f -i
            zpty -w z 'PS1=; autoload -Uz compinit; compinit -D -u; PATH="{{program}}:$PATH"'
            zpty -w z 'source <(truefill completion zsh); bindkey "^I" complete-word; print RE""ADY'
            zpty -r z seen '*READY*'
            zpty -w -n z $'truefill orders su\t'
            zpty -r z seen '*truefill orders submit*' && print submit
            zpty -d z
            """;
        Run run = await Cli.Process("timeout", ["60", "zsh", "-f", "-c", script]);
        Assert.Equal(("submit\n", 0), (run.Out, run.Code));
    }
}
