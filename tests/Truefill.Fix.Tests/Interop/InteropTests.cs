using System;
using System.Globalization;
using System.IO;
using System.Threading;

namespace Truefill.Fix.Tests.Interop;

/// <summary>
/// Our sessions against an independent engine, QuickFIX in C++, each side a process of its own. Whatever is cut or killed
/// in between: in the end both sides have the same books, to the last digit, and expect the same numbers next.
/// </summary>
public sealed class InteropTests : IDisposable
{
    private const int Orders = 2000;
    private readonly string folder = Directory.CreateTempSubdirectory("fix-interop").FullName;

    public static TheoryData<string, bool> Sides => new()
    {
        { "FIX.4.2", true }, { "FIX.4.2", false }, { "FIX.4.4", true }, { "FIX.4.4", false }, { "FIXT.1.1", true }, { "FIXT.1.1", false },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Sides))]
    public void A_day_of_orders_leaves_both_sides_with_the_same_books(string begin, bool weInitiate)
    {
        using var day = new Day(folder, begin, weInitiate);
        day.Client.Start();
        day.Venue.Start();
        day.WaitForTheEnd(everyOrderArrives: true);
        Assert.Equal(1, day.Client.State("logons"));
        Assert.Equal(0, day.Client.State("duplicates"));
    }

    [Theory]
    [InlineData("FIX.4.2", true)]
    [InlineData("FIX.4.4", false)]
    [InlineData("FIX.4.4", true)]
    public void A_line_that_is_cut_again_and_again_loses_and_doubles_no_fill(string begin, bool weInitiate)
    {
        using var day = new Day(folder, begin, weInitiate);
        var random = new SplitMix(7);
        day.Client.Start();
        day.Venue.Start();
        long logons = 0;
        for (var cut = 0; cut < 5; cut++)
        {
            day.WaitForProgress(250);
            Thread.Sleep(random.Below(40));
            logons = day.Client.State("logons");
            day.Line.Cut();
        }

        day.Wait(() => day.Client.State("logons") > logons, "the session comes back");
        day.WaitForTheEnd(everyOrderArrives: false);
        Assert.True(day.Client.State("logons") > 3);
    }

    [Theory]
    [InlineData("FIX.4.4", true, true)]
    [InlineData("FIX.4.4", true, false)]
    [InlineData("FIX.4.4", false, true)]
    [InlineData("FIX.4.2", false, false)]
    public void Either_side_killed_in_the_middle_comes_back_to_the_same_books(string begin, bool weInitiate, bool killClient)
    {
        using var day = new Day(folder, begin, weInitiate);
        day.Client.Start();
        day.Venue.Start();
        var victim = killClient ? day.Client : day.Venue;
        long logons = 0;
        for (var kill = 0; kill < 3; kill++)
        {
            day.WaitForProgress(350);
            logons = day.Client.State("logons");
            victim.Kill();
            victim.Start();
        }

        // While it is away the books may be the same, with orders still to come.
        day.Wait(() => killClient ? victim.HasLoggedOn : day.Client.State("logons") > logons, "the session comes back");
        day.WaitForTheEnd(everyOrderArrives: false);
    }

    /// <summary>A venue, a client, and the line between them.</summary>
    private sealed class Day : IDisposable
    {
        private readonly string ours;
        private readonly string theirs;

        public Day(string folder, string begin, bool weInitiate)
        {
            var port = FreePort.Take();
            Line = new CuttingRelay(port);
            var (ourDesk, theirDesk) = (Desks.Ours, Desks.QuickFix);
            string venueFolder = Path.Combine(folder, "venue"), clientFolder = Path.Combine(folder, "client");
            (ours, theirs) = weInitiate ? (clientFolder, venueFolder) : (venueFolder, clientFolder);
            Venue = new DeskProcess(weInitiate ? theirDesk : ourDesk, venueFolder, "venue",
                Config(begin, venueFolder, "acceptor", "VENUE", "CLIENT", $"SocketAcceptPort={port}\nSocketReuseAddress=Y"), Orders);
            Client = new DeskProcess(weInitiate ? ourDesk : theirDesk, clientFolder, "client",
                Config(begin, clientFolder, "initiator", "CLIENT", "VENUE", $"SocketConnectHost=127.0.0.1\nSocketConnectPort={Line.Port}\nReconnectInterval=1"), Orders);
        }

        public CuttingRelay Line { get; }

        public DeskProcess Venue { get; }

        public DeskProcess Client { get; }

        /// <summary>Until that many more orders were sent, or all.</summary>
        public void WaitForProgress(int orders)
        {
            var goal = Math.Min(Client.State("sent") + orders, Orders);
            Wait(() => Client.State("sent") >= goal, "orders go out");
        }

        public void WaitForTheEnd(bool everyOrderArrives)
        {
            Wait(() => Client.State("sent") == Orders, "all orders are sent");
            Wait(
                () =>
                {
                    // Quiet for a while: nothing more is on the way.
                    var before = (Client.State("received"), Venue.State("received"), Client.Books, Venue.Books);
                    Thread.Sleep(700);
                    return before.Item3 == before.Item4 && before.Item3.Length > 0
                        && before == (Client.State("received"), Venue.State("received"), Client.Books, Venue.Books);
                },
                "the books are the same and stay so");
            if (everyOrderArrives) Assert.Equal(Orders + (Orders / 5), Venue.State("received"));
            Client.Stop();
            Venue.Stop();
            Assert.Equal(Venue.Books, Client.Books);
            Assert.Equal(NumbersOfQuickFix(), NumbersOfOurs());
            Assert.Equal(4, Venue.Books.Trim().Split('\n').Length);
            Assert.Equal(0, Venue.State("duplicates"));
        }

        /// <summary>What comes next from us and from QuickFIX, as our store has it.</summary>
        private (int Ours, int Theirs) NumbersOfOurs()
        {
            var (inbound, outbound) = FileMessageStore.Look(Path.Combine(ours, "store"), "session")!.Value;
            return (outbound, inbound);
        }

        /// <summary>The same, as its store has it: a line with its own next number and ours.</summary>
        private (int Ours, int Theirs) NumbersOfQuickFix()
        {
            var file = Assert.Single(Directory.GetFiles(Path.Combine(theirs, "store"), "*.seqnums"));
            var numbers = File.ReadAllText(file).Split(':');
            return (int.Parse(numbers[1], CultureInfo.InvariantCulture), int.Parse(numbers[0], CultureInfo.InvariantCulture));
        }

        public void Dispose()
        {
            Client.Dispose();
            Venue.Dispose();
            Line.Dispose();
        }

        public void Wait(Func<bool> condition, string what) => Eventually.HoldsBlocking(
            condition,
            () => $"{what}\nclient\n{Client.Books}sent {Client.State("sent")}, received {Client.State("received")}\n"
                + $"venue\n{Venue.Books}received {Venue.State("received")}\n"
                + string.Join('\n', [.. Client.Errors, .. Venue.Errors]));

        private static string Config(string begin, string folder, string type, string sender, string target, string address) => $"""
            [DEFAULT]
            ConnectionType={type}
            FileStorePath={folder}/store
            HeartBtInt=5
            StartTime=00:00:00
            EndTime=00:00:00
            UseDataDictionary=N
            CheckLatency=Y
            {address}

            [SESSION]
            BeginString={begin}
            {(begin == "FIXT.1.1" ? "DefaultApplVerID=FIX.5.0SP2" : "")}
            SenderCompID={sender}
            TargetCompID={target}
            """;
    }
}
