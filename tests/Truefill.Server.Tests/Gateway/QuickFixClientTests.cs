using System;
using System.IO;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Fix.Tests.Interop;
using Truefill.Venues;

namespace Truefill.Server.Tests.Gateway;

/// <summary>QuickFIX in C++ as a client: what it books of our reports is what is in our books.</summary>
public sealed class QuickFixClientTests
{
    private const int Orders = 400;

    [Theory]
    [InlineData("FIX.4.2")]
    [InlineData("FIX.4.4")]
    [InlineData("FIX.5.0SP2")]
    public async Task It_books_what_we_book_through_fills_cancels_replaces_rejects_and_a_cut_line(string begin)
    {
        using GatewayDay day = await GatewayDay.Start(GatewayDay.Session(begin), Answer);
        using CuttingRelay line = new(day.Port);
        string folder = Directory.CreateTempSubdirectory("fix-client").FullName;
        try
        {
            using DeskProcess client = new(Desks.QuickFix, folder, "client", ClientConfig(begin, folder, line.Port), Orders);
            client.Start();
            await Until(() => client.State("sent") >= Orders / 2, "half of the orders are sent", client, day);
            line.Cut();
            await Until(
                () => client.State("sent") == Orders && client.State("logons") >= 2, "all are sent", client, day);
            await Until(
                () => client.Books.Length > 0 && client.Books == day.Books && IsQuiet(day),
                "the same books",
                client,
                day);

            Assert.True(client.State("refused") > 10, "orders are rejected");
            Assert.True(Count(day, order => order.Closing == OrderClosing.Canceled) > 10, "orders are canceled");
            Assert.Equal(0, day.Service.Host.Read(replica => replica.Books.DeadLetters.LastId));
            client.Stop();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // By the last digit of the client's number, which its quantity ends with too: 3 is rejected, 4 and 5, which the
    // client cancels or replaces, rest, the others are filled.
    private static void Answer(ScriptedVenue venue, VenueCommand command)
    {
        decimal quantity = command.Terms.OrderQty.Value;
        decimal price = command.Terms.Price?.Value ?? 0;
        switch (command.Kind)
        {
            case VenueCommandKind.New when quantity % 10 == 3:
                venue.Say(command, ExecType.Rejected, OrdStatus.Rejected);
                break;
            case VenueCommandKind.New:
                venue.Say(command, ExecType.New, OrdStatus.New);
                if (quantity % 10 is 4 or 5) break;
                venue.Say(command, ExecType.Trade, OrdStatus.PartiallyFilled, 4, price);
                venue.Say(command, ExecType.Trade, OrdStatus.Filled, quantity - 4, price - 0.01m);
                break;
            case VenueCommandKind.Cancel:
                venue.Say(command, ExecType.Canceled, OrdStatus.Canceled);
                break;
            case VenueCommandKind.Replace:
                venue.Say(command, ExecType.Replaced, OrdStatus.New);
                venue.Say(command, ExecType.Trade, OrdStatus.Filled, quantity, price);
                break;
        }
    }

    private static bool IsQuiet(GatewayDay day) => Count(day, order => order.IsNewInFlight || order.IsUnknown) == 0;

    private static int Count(GatewayDay day, Func<Order, bool> condition) => day.Service.Host.Read(replica =>
    {
        int count = 0;
        foreach (Order order in replica.Books.Orders.All)
            if (condition(order)) count++;
        return count;
    });

    private static Task Until(Func<bool> condition, string what, DeskProcess client, GatewayDay day) =>
        Eventually.Holds(
            condition,
            () => $"{what}\nsent {client.State("sent")}\nours\n{day.Books}client\n{client.Books}"
                + string.Join('\n', client.Errors));

    private static string ClientConfig(string begin, string folder, int port) => $"""
        [DEFAULT]
        ConnectionType=initiator
        FileStorePath={folder}/store
        StartTime=00:00:00
        EndTime=00:00:00
        UseDataDictionary=N
        HeartBtInt=5
        ReconnectInterval=1
        SocketConnectHost=127.0.0.1
        SocketConnectPort={port}

        [SESSION]
        BeginString={(begin == "FIX.5.0SP2" ? "FIXT.1.1\nDefaultApplVerID=FIX.5.0SP2" : begin)}
        SenderCompID=CLIENT
        TargetCompID=TRUEFILL
        """;
}
