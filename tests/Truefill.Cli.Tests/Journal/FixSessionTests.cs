using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Fix;
using Truefill.Server.FixSessions;

namespace Truefill.Cli.Tests.Journal;

/// <summary><c>fix status</c> and <c>fix log</c> of a state directory whose service does not run.</summary>
public sealed class FixSessionTests
{
    private static readonly long Noon = FixNanos.Of(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Sessions_of_venues_of_drop_copies_and_of_clients_are_shown_with_their_numbers_and_messages()
    {
        using var state = new StateFixture();
        await state.FillAndStop(1);
        Talk(state, "fix/FIX1", 3);
        Talk(state, "fix/FIX1/drop_copy", 1);
        Talk(state, "fix/gateway/CLIENT", 2);

        JsonElement[] sessions = [.. (await state.Json("fix", "status")).GetProperty("items").EnumerateArray()];
        Assert.Equal(
            ["FIX1 initiator offline 4", "FIX1/drop_copy initiator offline 2", "CLIENT acceptor offline 3"],
            sessions.Select(each => $"{each.GetProperty("id")} {each.GetProperty("role")} {each.GetProperty("state")} {each.GetProperty("next_out")}"));
        JsonElement[] log = [.. (await state.Json("fix", "log", "--session", "FIX1", "--tail", "2")).GetProperty("items").EnumerateArray()];
        Assert.Equal(["0 2", "0 3"], log.Select(each => $"{each.GetProperty("msg_type")} {each.GetProperty("msg_seq_num")}"));
        Assert.Contains("|49=US|", (await state.Cli("fix", "log")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("log")]
    public async Task A_session_that_does_not_exist_is_not_found(string command)
    {
        using var state = new StateFixture();
        await state.FillAndStop(1);
        Talk(state, "fix/FIX1", 1);
        Run run = await state.Cli("fix", command, "--session", "FIX2");

        Assert.Equal(3, run.Code);
        Assert.Contains("There is no FIX session 'FIX2'.", run.Error, StringComparison.Ordinal);
    }

    private static void Talk(StateFixture state, string folder, int messages)
    {
        string place = System.IO.Path.Combine(state.Path, folder);
        using FileMessageStore store = FileMessageStore.Open(place, "session", Noon);
        using FixSessionLog log = new(place);
        for (int n = 1; n <= messages; n++)
        {
            store.Append(default);
            byte[] message = Encoding.ASCII.GetBytes($"8=FIX.4.4\u00019=5\u000135=0\u000134={n}\u000149=US\u000156=PEER\u000110=000\u0001");
            log.Message(FixDirection.Out, message, Noon + n);
        }
    }
}
